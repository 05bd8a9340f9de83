## Ask for your IDs

ids-title = Ask for your IDs
ids-contract = Contract
ids-recipient = Send to
ids-choose = Select who the IDs are sent to
ids-contact = { $name }, { $location } ({ $masked })
ids-rule-country = In { $region } the IDs are sent to any contact of your organisation in the same country as the benefit. They go to the address on file.
ids-rule-primary = In { $region } IDs are sent only to the primary program contact, { $name }.
ids-primary-is = The primary program contact is { $name }.
ids-primary-only = { $name } does not get them: only the primary program contact does.
ids-other-country = { $name } does not get them: the contact is in another country than the benefit.
ids-head-office-only = { $name } does not get them: the benefit is the head office’s.
ids-nobody = Nobody on file can be sent these IDs.
ids-none = There is no contract here whose IDs could be sent.
ids-open-case = Create program support case
ids-write-to = Write to the service centre: { $address }
ids-send = Send the IDs
ids-sent-title = The IDs are sent
ids-sent = Sent to { $masked }. Ask { $name } if it has not arrived within an hour.
