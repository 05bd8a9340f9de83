engines
# The service centre sees what a change would do before it makes it; above ten units a second person decides.
2026-11-02 08:00 | house  | employs ingrid as service_centre        | ok
2026-11-02 08:00 | house  | employs gunnar as supervisor            | ok
2026-11-02 08:01 | desk   | makes gold from partner-gold-20 for anna | left 20
2026-11-02 08:02 | ingrid | foresees gold changed by -2             | 20 to 18
2026-11-02 08:03 | anna   | changes gold by 5                       | refused not_found
2026-11-02 08:04 | ingrid | changes gold by -2                      | left 18
2026-11-02 08:05 | ingrid | changes gold by -19                     | refused adjustment_too_large
2026-11-02 08:06 | ingrid | foresees gold changed by 30             | 18 to 48, by two
2026-11-02 08:07 | ingrid | changes gold by 30                      | waits for a second person
2026-11-02 08:08 | desk   | looks at gold                           | left 18
2026-11-02 08:09 | ingrid | agrees to the change of gold            | refused not_found
2026-11-02 08:10 | gunnar | agrees to the change of gold            | left 48
2026-11-02 08:11 | gunnar | changes gold by 40                      | waits for a second person
2026-11-02 08:12 | gunnar | agrees to the change of gold            | refused second_person_needed

# Suspended, nothing can be drawn; what is left stays. Extended, it lasts longer. A new Contract ID goes to its owner.
2026-11-03 08:00 | desk   | suspends gold                           | left 48
2026-11-03 08:01 | anna   | submits dns as C on gold                | refused suspended
2026-11-03 08:02 | desk   | resumes gold                            | left 48
2026-11-03 08:03 | anna   | submits dns as C on gold                | left 47
2026-11-03 08:04 | desk   | extends gold through 2027-12-31         | left 47
2026-11-03 08:05 | house  | reads the post                          | anna: contract_activated, anna: contract_resumed, anna: contract_suspended, anna: request_received
2026-11-03 08:06 | ingrid | replaces the Contract ID of gold        | ok
2026-11-03 08:07 | house  | reads the post                          | anna: contract_id_changed
2026-11-03 08:08 | desk   | makes ten from partner-maps-10 for anna | left 10
2026-11-03 08:09 | gunnar | moves dns to ten                        | left 9
2026-11-03 08:10 | desk   | looks at gold                           | left 48
2027-12-31 22:59 | anna   | submits mail as C on gold               | left 47
2027-12-31 23:00 | anna   | submits disk as C on gold               | refused expired
