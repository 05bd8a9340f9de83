engines
# Requests about a subscription are made by whoever has a role on it that is enough.
2026-11-02 08:00 | house  | employs ingrid as service_centre        | ok
2026-11-02 08:01 | ingrid | makes clinics of azure known for james  | ok
2026-11-02 08:02 | ingrid | makes mail of office-365 known for james | ok
2026-11-02 08:03 | kim    | asks billing about clinics              | refused subscription_not_found
2026-11-02 08:04 | james  | gives kim the role reader on clinics    | ok
2026-11-02 08:05 | kim    | asks billing about clinics              | refused role_missing
2026-11-02 08:06 | kim    | gives kim the role owner on clinics     | refused not_found
2026-11-02 08:07 | james  | gives kim the role support_request_contributor on clinics | ok
2026-11-02 08:08 | kim    | asks billing about clinics              | ok

# Technical requests about Azure draw from a plan for the cloud; Office 365 needs none.
2026-11-02 09:00 | desk   | makes scs from scs-10 for kim           | left 10
2026-11-02 09:01 | desk   | makes gold from partner-gold-20 for kim | left 20
2026-11-02 09:03 | kim    | asks technical about clinics on gold    | refused on_premises_only
2026-11-02 09:04 | kim    | asks technical about clinics on scs     | left 9
2026-11-02 09:05 | kim    | asks quota about clinics on scs         | left 9
2026-11-02 09:06 | james  | asks technical about mail               | ok

# The plan of a partner goes by its coded label.
2026-11-03 08:00 | ingrid | enrols nordhav in SE for astrid         | ok
2026-11-03 08:01 | ingrid | notes signature_cloud at nordhav        | ok
2026-11-03 08:02 | ingrid | records gold for nordhav from 2026-11-01 | ok
2026-11-03 08:03 | ingrid | activates the renewal as core cloud hours | core 20, cloud 10, advisory 3000
2026-11-03 08:04 | astrid | reads the label of cloud                | 26 SCS – 4648141 – SE (nnnnxxxxx)
