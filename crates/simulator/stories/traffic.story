engines
# Money by card pays once, however often the provider tells of it; what is odd goes back
2026-11-02 08:00 | house  | employs ingrid as service_centre       | ok
2026-11-02 08:01 | kim    | orders five from five-pack by card     | ok
2026-11-02 08:02 | bank   | hears that p2 pays for five            | left 5
2026-11-02 08:03 | bank   | hears that p2 pays for five            | known
2026-11-02 08:04 | bank   | hears that p3 pays for five            | odd: twice
2026-11-02 08:05 | bank   | hears that p4 pays half of five        | odd: amount
2026-11-02 08:06 | ingrid | returns what is odd about five         | ok
2026-11-02 08:07 | jobs   | cannot send money back                 | p3, p4
2026-11-02 08:30 | jobs   | sends money back                       | p3, p4
2026-11-02 09:30 | jobs   | sends money back                       | nothing

# A request that is sent twice at once is one; its files are whoever's it is, and nobody else's
2026-11-03 08:00 | kim    | submits dns as C on five, twice at once | left 4
2026-11-03 08:01 | kim    | uploads log for dns                    | ok
2026-11-03 08:02 | kim    | uploads a huge film for dns            | refused file_too_large
2026-11-03 08:03 | robin  | downloads log                          | refused not_found
2026-11-03 08:04 | kim    | sends log to dns                       | ok
2026-11-03 08:05 | erik   | downloads log                          | whole
2026-11-03 08:06 | robin  | downloads log                          | refused not_found
2026-11-03 08:07 | robin  | reads dns                              | refused not_found
2026-11-03 08:08 | kim    | removes log                            | refused not_found
2026-11-03 08:09 | kim    | takes five back                        | refused order_used

# A letter that the server may have taken goes out once more, and then no more
2026-11-04 08:00 | jobs   | posts letters to a server that takes them | 3 letters
2026-11-04 08:01 | erik   | answers dns                            | left 4
2026-11-04 08:02 | jobs   | posts letters to a server that lies    | 1 letters
2026-11-04 09:00 | jobs   | posts letters to a server that takes them | 1 letters
2026-11-04 10:00 | jobs   | posts letters to a server that takes them | 0 letters
2026-11-04 10:01 | jobs   | seals the day                          | ok
