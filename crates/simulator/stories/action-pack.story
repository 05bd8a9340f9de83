engines
# An Action Pack is activated when its primary contact asks, and not by itself.
2026-11-02 08:00 | house  | employs ingrid as service_centre        | ok
2026-11-02 08:01 | ingrid | enrols holm in SE for oskar             | ok
2026-11-02 08:02 | ingrid | files maja at holm                      | ok
2026-11-02 08:03 | oskar  | asks for the contracts of holm          | refused no_membership
2026-11-02 08:04 | ingrid | records action-pack for holm from 2026-11-01 | ok
2026-11-02 08:05 | ingrid | looks at what waits after renewal       | nothing
2026-11-02 08:06 | maja   | asks for the contracts of holm          | refused not_found
2026-11-02 08:07 | oskar  | asks for the contracts of holm          | ok
2026-11-02 08:08 | oskar  | asks for the contracts of holm          | refused activation_asked
2026-11-02 08:09 | ingrid | looks at what waits after request       | holm
2026-11-02 08:10 | ingrid | activates the request as ten hours      | core 10, advisory 300
2026-11-02 08:11 | house  | reads the post                          | oskar: contract_activated

# Whoever is on file sees what there is; whoever is not sees nothing, not even that there is such a partner.
2026-11-02 08:12 | maja   | sees the benefits of holm               | advisory-maps-5h 300, partner-maps-10 10
2026-11-02 08:13 | kim    | sees the benefits of holm               | refused not_found
