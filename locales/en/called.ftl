### What letters, settings and actors are called, where the word of the program says too little.

called-setup = The first run
called-visitor = Somebody not signed in

called-letter =
    { $kind ->
        [request_received] Receipt of a request
        [answered] Answer to a request
        [solution_proposed] Proposed solution
        [waiting_for_you] Question that waits for the customer
        [closes_soon] Request that closes soon
        [closed] Request closed
        [given_back] Incident given back
        [severity_changed] Severity changed
        [split_proposed] Proposal to split a request
        [dispute_stands] Deduction stands
        [charge_moved] Deduction moved
        [estimated] Estimate to decide on
        [estimate_told] Estimate, told to a follower
        [estimate_approved] Estimate approved
        [estimate_declined] Estimate declined
        [delivered] Advisory time delivered
        [case_worked] Program case worked on
        [customer_replied] Customer replied
        [colleague_replied] Colleague replied
        [request_shared] Request shared
        [request_followed] Request followed
        [reopened] Request opened again
        [uncharged] Request without deduction
        [order_placed] Order placed
        [order_refunded] Order refunded
        [staff_invited] Invitation of staff
        [role_given] Role given
        [role_taken] Role taken away
        [subscription_role] Role in a subscription
        [account_disabled] Account deactivated
        [account_enabled] Account active again
        [contact_invitation] Invitation of a contact
        [contact_asked] Somebody asks to become a contact
        [contact_approved] Contact approved
        [primary_contact_now] New primary contact
        [primary_contact_before] No longer primary contact
        [activation_overdue] Activation overdue
        [monthly_statement] Monthly statement
        [sign_in] Sign-in link
        [email_change] Confirmation of a new address
        [email_changed] Address changed
        [account_deleted] Account deleted
        [sample] Test letter
        [contract_activated] Contract activated, with its IDs
        [contract_id_changed] New IDs of a contract
        [contract_ids_resent] IDs sent again
        [contract_id_changed_told] IDs replaced, told to a holder
        [contract_id_shown] Contract ID shown to staff
        [contract_linked] Contract linked
        [link_undone] Link undone
        [link_revoked] Link revoked
        [contract_invitation] Invitation to a contract
        [link_code] Code to link a contract
        [pairs_tried] Wrong pairs tried
        [contract_suspended] Contract suspended
        [contract_resumed] Suspension lifted
        [balance_low] Low balance
        [ends_soon] Contract that ends soon
       *[other] { $kind }
    }

called-setting =
    { $name ->
        [name] Name of the portal
        [listen] Network address it listens on
        [address] Address that people use
        [proxies] Trusted proxies
        [data] Data folder
        [database_url] Database server
        [bucket_name] Bucket for files
        [bucket_region] Region of the bucket
        [bucket_endpoint] Address of the bucket’s service
        [bucket_access_key] Access key of the bucket
        [bucket_secret] Secret of the bucket
        [file_megabytes_max] Largest file, in megabytes
        [backups_folder] Folder for backups
        [backups_keep] Backups that are kept
        [key_file] Key file
        [keys] Keys
        [mail_host] Mail server
        [mail_port] Port of the mail server
        [mail_security] Encryption to the mail server
        [mail_user] User at the mail server
        [mail_password] Password at the mail server
        [mail_from] Sender address
        [contact] Contact address
        [buying] Ways to pay
        [stripe_key] Key at Stripe
        [stripe_webhook_secret] Secret of Stripe’s webhooks
        [log_format] Format of the log
        [log] What is logged
       *[other] { $name }
    }
