//! What can be done so that the log tells of it.

/// Makes the deeds from their names and the codes that the log keeps them under, as `noun.verb`.
macro_rules! done {
    ($($deed:ident = $code:literal,)+) => {
        /// What was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Done {
            $(#[doc = concat!("`", $code, "`")] $deed,)+
        }

        impl Done {
            /// Every deed, in the order of their codes.
            pub const ALL: &[Self] = &[$(Self::$deed,)+];

            /// As the log keeps it.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$deed => $code,)+
                }
            }

            /// What the log keeps under that code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$deed),)+
                    _ => None,
                }
            }
        }
    };
}

done! {
    AccountDisable = "account.disable",
    AccountEmail = "account.email",
    AccountEnable = "account.enable",
    AccountErase = "account.erase",
    AccountRegion = "account.region",
    AccountTurnOffLetters = "account.turn_off_letters",
    ActivationAsk = "activation.ask",
    ActivationDo = "activation.do",
    AdditionBegin = "addition.begin",
    AdditionEnd = "addition.end",
    AdvisoryApprove = "advisory.approve",
    AdvisoryDecline = "advisory.decline",
    AdvisoryDeliver = "advisory.deliver",
    AdvisoryEstimate = "advisory.estimate",
    ArticleChange = "article.change",
    ArticleRemove = "article.remove",
    BackupWrite = "backup.write",
    CalendarRenew = "calendar.renew",
    CalendarTurnOff = "calendar.turn_off",
    CatalogChange = "catalog.change",
    CatalogLoad = "catalog.load",
    ChargeMove = "charge.move",
    CompetencyEarn = "competency.earn",
    CompetencyEnd = "competency.end",
    ContactAccept = "contact.accept",
    ContactAppoint = "contact.appoint",
    ContactApprove = "contact.approve",
    ContactAsk = "contact.ask",
    ContactFile = "contact.file",
    ContactImport = "contact.import",
    ContactImportChange = "contact.import_change",
    ContactImportUndone = "contact.import_undone",
    ContactInvite = "contact.invite",
    ContactRemove = "contact.remove",
    ContractActivate = "contract.activate",
    ContractAdjust = "contract.adjust",
    ContractAdjustmentAsk = "contract.adjustment_ask",
    ContractAdjustmentDecline = "contract.adjustment_decline",
    ContractAdjustmentWithdraw = "contract.adjustment_withdraw",
    ContractCancel = "contract.cancel",
    ContractExtend = "contract.extend",
    ContractImport = "contract.import",
    ContractImportChange = "contract.import_change",
    ContractImportUndone = "contract.import_undone",
    ContractIssue = "contract.issue",
    ContractResume = "contract.resume",
    ContractReveal = "contract.reveal",
    ContractRotate = "contract.rotate",
    ContractSendIds = "contract.send_ids",
    ContractShow = "contract.show",
    ContractSupersede = "contract.supersede",
    ContractSuspend = "contract.suspend",
    ContractTopUp = "contract.top_up",
    DelegationEnd = "delegation.end",
    DelegationMake = "delegation.make",
    ExportMake = "export.make",
    IdentityConnect = "identity.connect",
    IdentityDisconnect = "identity.disconnect",
    ImportApply = "import.apply",
    ImportReceive = "import.receive",
    ImportUndo = "import.undo",
    IncidentClose = "incident.close",
    IncidentFollow = "incident.follow",
    IncidentJudge = "incident.judge",
    IncidentRate = "incident.rate",
    IncidentRemoveFollower = "incident.remove_follower",
    IncidentShare = "incident.share",
    IncidentSplit = "incident.split",
    IncidentSubmit = "incident.submit",
    IncidentTake = "incident.take",
    IncidentUnfollow = "incident.unfollow",
    InvitationDecline = "invitation.decline",
    InvitationSend = "invitation.send",
    InvitationWithdraw = "invitation.withdraw",
    JobRun = "job.run",
    KnownProblemChange = "known_problem.change",
    KnownProblemEnd = "known_problem.end",
    KnownProblemSay = "known_problem.say",
    LetterRetry = "letter.retry",
    LetterSample = "letter.sample",
    LinkEnd = "link.end",
    LinkMake = "link.make",
    LinkRevoke = "link.revoke",
    LinkUndo = "link.undo",
    LocationAdd = "location.add",
    LocationImport = "location.import",
    LocationImportUndone = "location.import_undone",
    LookChange = "look.change",
    MembershipImport = "membership.import",
    MembershipImportUndone = "membership.import_undone",
    MembershipRecord = "membership.record",
    OrderDeliver = "order.deliver",
    OrderFail = "order.fail",
    OrderMarkPaid = "order.mark_paid",
    OrderPay = "order.pay",
    OrderPayOddly = "order.pay_oddly",
    OrderPlace = "order.place",
    OrderRefund = "order.refund",
    OrderRefunded = "order.refunded",
    OrderReturnPayments = "order.return_payments",
    OrganisationCreate = "organisation.create",
    OrganisationImport = "organisation.import",
    OrganisationImportUndone = "organisation.import_undone",
    OrganisationNote = "organisation.note",
    PairGuessed = "pair.guessed",
    PasskeyRegister = "passkey.register",
    PasskeyRemove = "passkey.remove",
    ReminderChoose = "reminder.choose",
    RequestOpen = "request.open",
    RoleGive = "role.give",
    RoleTake = "role.take",
    SavedReplyChange = "saved_reply.change",
    SavedReplyKeep = "saved_reply.keep",
    SavedReplyRemove = "saved_reply.remove",
    SessionBegin = "session.begin",
    SessionEnd = "session.end",
    SessionEndAll = "session.end_all",
    SettingChange = "setting.change",
    SubscriptionCreate = "subscription.create",
    SubscriptionRole = "subscription.role",
}
