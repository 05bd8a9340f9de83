engines
# A competency in the cloud at any location makes the cloud incidents of Signature Cloud Support unlimited.
2026-11-02 08:00 | house  | employs ingrid as service_centre        | ok
2026-11-02 08:01 | ingrid | enrols nordhav in SE for astrid         | ok
2026-11-02 08:02 | ingrid | opens oslo of nordhav in NO for henrik  | ok
2026-11-02 08:03 | ingrid | notes signature_cloud at nordhav        | ok
2026-11-02 08:04 | ingrid | notes cloud-platform at oslo            | ok
2026-11-02 08:05 | ingrid | records silver for nordhav from 2026-11-01 | ok
2026-11-02 08:06 | ingrid | activates the renewal as core cloud hours | core 15, cloud unlimited, advisory 1200

# Advanced Support for Partners is bought by a partner with a membership, once.
2026-11-03 08:00 | ingrid | enrols sydhav in SE for olle            | ok
2026-11-03 08:01 | ingrid | buys cloud support for sydhav as asfp   | refused no_membership
2026-11-03 08:02 | ingrid | records action-pack for sydhav from 2026-11-01 | ok
2026-11-03 08:03 | olle   | buys cloud support for sydhav as asfp   | refused not_found
2026-11-03 08:04 | ingrid | buys cloud support for sydhav as asfp   | cloud_support unlimited
2026-11-03 08:05 | ingrid | buys cloud support for sydhav as more   | refused activation_asked
