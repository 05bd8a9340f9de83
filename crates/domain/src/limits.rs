//! Every bound of the product, each with its reason. Named noun first, unit and bound last.

// Contracts and their IDs.

/// Imported IDs have at least six digits: fewer could be guessed, and are a typing error.
pub const ID_DIGITS_MIN: usize = 6;
/// No vendor's scheme has more than twenty digits; a longer paste is something else.
pub const ID_DIGITS_MAX: usize = 20;
/// An issued Access ID: nine digits tell a thousand million contracts apart, and one checks them.
pub const ISSUED_ACCESS_ID_DIGITS: usize = 10;
/// An issued Contract ID: eleven digits of chance make a blind guess hopeless under the budgets
/// below, and one checks them.
pub const ISSUED_CONTRACT_ID_DIGITS: usize = 12;
/// Zeros tried in front of an Access ID that does not match: spreadsheets drop them, and seldom
/// more than three.
pub const ID_ZEROS_REPAIRED_MAX: u8 = 3;
/// The longest term of a contract, in days: a hundred years, so that every end can be printed.
pub const TERM_DAYS_MAX: u32 = 36_700;

/// What is left of a lot lapses so many minutes after its end: a submission that arrived before the end is decided as of
/// its arrival, and must find the unit there however slowly it was decided.
pub const EXPIRY_LAG_MINUTES: i64 = 5;

// Import.

/// An opening balance: a thousand times the largest pack; more is a wrong column.
pub const IMPORT_UNITS_MAX: i64 = 1_000_000;
/// What one lot holds, in its units: as many hours as an opening balance, in minutes. Far below what overflows.
pub const LOT_UNITS_MAX: i64 = 60 * IMPORT_UNITS_MAX;
/// A spreadsheet, in bytes: it is read whole, and a larger one belongs in a CSV file.
pub const SHEET_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// What a spreadsheet may become when it is unpacked, in bytes.
pub const SHEET_UNPACKED_BYTES_MAX: u64 = 100 * 1024 * 1024;
/// How many times larger than packed: XML shrinks to a twentieth, a bomb to a thousandth.
pub const SHEET_RATIO_MAX: u64 = 100;
/// Parts of a spreadsheet.
pub const SHEET_PARTS_MAX: usize = 10_000;
/// One row, in bytes: a quotation mark that is never closed makes one row of a whole file.
pub const ROW_BYTES_MAX: u64 = 1024 * 1024;
/// Columns of a file.
pub const COLUMNS_MAX: usize = 200;
/// Rows of a file: what a spreadsheet can hold.
pub const ROWS_MAX: i64 = 1_048_576;
/// Rows that are checked in one transaction, so that others are not kept waiting.
pub const ROWS_CHECKED_AT_ONCE: usize = 500;
/// Rows that are written in one transaction; each is some six statements. More make the whole quicker, and whoever submits
/// meanwhile waits longer.
pub const ROWS_WRITTEN_AT_ONCE: i64 = 200;
/// An import can be taken back for so long, if nothing of it has been used.
pub const IMPORT_UNDO_HOURS: i64 = 24;
/// A file that nobody went on with is deleted after so long: it holds Contract IDs.
pub const IMPORT_FILE_HOURS: i64 = 24;

// Guessing of IDs. The first three budgets refuse; the others never refuse those who are right:
// past them a new link needs one more proof, so that a stranger cannot lock the owner out.

/// Wrong pairs an hour from one sign-in: a person with a bad copy needs fewer.
pub const WRONG_PAIRS_PER_SIGN_IN_HOUR: u32 = 5;
/// Wrong pairs a day from one sign-in, so that patience does not pay.
pub const WRONG_PAIRS_PER_SIGN_IN_DAY: u32 = 20;
/// Wrong pairs an hour from one network, so that many sign-ins do not pay; an office behind one
/// address still gets by.
pub const WRONG_PAIRS_PER_NETWORK_HOUR: u32 = 20;
/// What counts as one network in IPv4, in bits: the smallest block that is routed.
pub const NETWORK_IPV4_BITS: u8 = 24;
/// What counts as one network in IPv6, in bits: a block commonly given to one customer.
pub const NETWORK_IPV6_BITS: u8 = 56;
/// Wrong pairs a day that name one Contract ID before new links with it need another proof.
pub const WRONG_PAIRS_PER_CONTRACT_ID_DAY: u32 = 10;
/// Wrong pairs a day that name one Access ID, which is no secret, before new links to it need
/// another proof.
pub const WRONG_PAIRS_PER_ACCESS_ID_DAY: u32 = 100;
/// Wrong pairs a second, over a long time, from all the world together before every new link needs
/// another proof.
pub const WRONG_PAIRS_PER_SITE_SECOND: u32 = 1;
/// Wrong pairs of all the world that may come at once, as on the morning of a mailing.
pub const WRONG_PAIRS_PER_SITE_BURST: u32 = 50;
/// A code sent to confirm a link works for half an hour: its reader has another person's mailbox to
/// ask.
pub const LINK_CODE_MINUTES: i64 = 30;
/// Tries at a code that confirms a link; of a million codes three cannot be guessed.
pub const LINK_CODE_TRIES_MAX: u32 = 3;
/// A new link can be undone by the owner and those linked for as long as a holiday lasts.
pub const LINK_UNDO_DAYS: i64 = 30;
/// An invitation to a contract is opened within a week or not at all.
pub const INVITATION_DAYS: i64 = 7;
/// Invitations a day from one sign-in: a whole department, not a mailing list.
pub const INVITATIONS_PER_SIGN_IN_DAY: u32 = 50;

// Organisations.

/// Times a day that a contract's IDs are sent again for its own people: a letter that was lost, not a flood.
pub const IDS_SENT_PER_CONTRACT_DAY: u32 = 5;
/// Times a day that officers send them again, who are asked on the telephone when the people's own are used up.
pub const IDS_SENT_BY_OFFICERS_DAY: u32 = 10;
/// Days before a membership begins that its contracts may begin: a renewal that is paid early.
pub const ACTIVATED_EARLY_DAYS: i32 = 30;
/// Partner IDs that one sign-in may ask to belong to in a day: people know theirs, and who guesses learns nothing.
pub const PARTNER_IDS_PER_SIGN_IN_DAY: u32 = 5;

// Signing in.

/// A link or code to sign in is used at once; mail that is late by more than this is stale.
pub const SIGN_IN_MINUTES: i64 = 15;
/// Digits of a code in a letter: short enough to be typed from another screen.
pub const CODE_DIGITS: usize = 6;
/// Tries at a code to sign in; of a million codes five cannot be guessed.
pub const SIGN_IN_TRIES_MAX: u32 = 5;
/// Letters an hour that a stranger can cause at one address: enough for a slow mail server, too few
/// for harassment.
pub const SIGN_IN_MAILS_PER_ADDRESS_HOUR: u32 = 3;
/// Letters an hour that one network can cause: an office signs in within it, and mail bombs through us do not pay.
pub const SIGN_IN_MAILS_PER_NETWORK_HOUR: u32 = 100;
/// An address that was proven within this time counts as proven now: for changing it, for a first passkey, for erasure.
pub const FRESH_SIGN_IN_MINUTES: i64 = 15;
/// A ceremony with a provider, a passkey or a code by mail is done in one go.
pub const CEREMONY_MINUTES: i64 = 15;
/// The use of a session is written down at most this often, so that reading pages stays reading.
pub const SESSION_SEEN_MINUTES: i64 = 5;
/// Passkeys of one person: a few devices and keys in a drawer.
pub const PASSKEYS_MAX: usize = 20;
/// Where somebody was going when they had to sign in, in characters; a longer address is forgotten.
pub const RETURN_TO_CHARS_MAX: usize = 2_000;
/// A passkey shown within this time proves that a member of the staff still sits there.
pub const STEP_UP_MINUTES: i64 = 10;
/// A customer's session ends after a fortnight without use: requests take days, and nobody should
/// sign in for each answer.
pub const SESSION_IDLE_DAYS: i64 = 14;
/// A customer's session ends after three months, however much it is used.
pub const SESSION_DAYS_MAX: i64 = 90;
/// A staff session ends after an hour without use: the desk shows other people's letters.
pub const STAFF_SESSION_IDLE_MINUTES: i64 = 60;
/// A staff session ends after a working day, however much it is used.
pub const STAFF_SESSION_HOURS_MAX: i64 = 12;
/// A page warns so long before its session ends, so that what is being typed can be saved.
pub const SESSION_WARNING_MINUTES: i64 = 5;
/// Sessions of one person at a time; the oldest ends when another begins.
pub const SESSIONS_MAX: usize = 50;

// Drafts.

/// A draft is kept for a month after its last change.
pub const DRAFT_DAYS: i64 = 30;
/// An administrator may keep them for less, but over a week's holiday.
pub const DRAFT_DAYS_MIN: i64 = 7;
/// Or for more: what nobody has gone on with for a year is forgotten.
pub const DRAFT_DAYS_MAX: i64 = 365;
/// A visitor's draft hangs on a cookie for a day: it belongs to nobody yet.
pub const VISITOR_DRAFT_HOURS: i64 = 24;
/// Visitors' drafts begun from one network in a day, so that nobody fills the disk without signing
/// in.
pub const VISITOR_DRAFTS_PER_NETWORK_DAY: u32 = 100;
/// Drafts of one sign-in at a time; a person works on a few.
pub const DRAFTS_PER_SIGN_IN_MAX: usize = 50;

// What people write, counted in Unicode scalar values.

/// The digits of a partner ID, at the least and at the most.
pub const PARTNER_ID_DIGITS: std::ops::RangeInclusive<usize> = 4..=20;

/// A title is one line in every list.
pub const TITLE_CHARS_MAX: usize = 120;
/// A description holds a long log excerpt; more belongs in a file.
pub const DESCRIPTION_CHARS_MAX: usize = 50_000;
/// A reply or an internal note, as long as a description.
pub const MESSAGE_CHARS_MAX: usize = 50_000;
/// An error message, with its stack.
pub const ERROR_MESSAGE_CHARS_MAX: usize = 10_000;
/// One line of other text: systems affected, a customer's reference, why a severity was changed.
pub const LINE_CHARS_MAX: usize = 500;
/// A person's or an organisation's name; the longest known have some two hundred.
pub const NAME_CHARS_MAX: usize = 250;
/// An e-mail address in an SMTP dialogue: a path of 256 octets (RFC 5321, 4.5.3.1.3) less its
/// brackets.
pub const EMAIL_CHARS_MAX: usize = 254;
/// The part of an e-mail address before the @ (RFC 5321, 4.5.3.1.1).
pub const EMAIL_LOCAL_CHARS_MAX: usize = 64;
/// Phone digits with the country code: the shortest numbers in use.
pub const PHONE_DIGITS_MIN: usize = 7;
/// Phone digits with the country code (ITU-T E.164, 6.1).
pub const PHONE_DIGITS_MAX: usize = 15;
/// Further people who get the letters of a request: a team, not a mailing list.
pub const EXTRA_RECIPIENTS_MAX: usize = 5;
/// Words searched for; a longer query is a description and belongs in the wizard.
pub const SEARCH_CHARS_MAX: usize = 400;

// Files.

/// One file, in bytes, unless the installation says otherwise: a memory dump or a trace, compressed.
pub const FILE_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// Files of one message: more are sent as an archive.
pub const FILES_PER_MESSAGE_MAX: usize = 20;
/// Files of one request in all its life.
pub const FILES_PER_REQUEST_MAX: usize = 200;
/// A file's name, in bytes of UTF-8: what every file system can keep.
pub const FILE_NAME_BYTES_MAX: usize = 255;
/// A link to a file works just long enough to be followed.
pub const FILE_LINK_MINUTES: i64 = 15;
/// What a request may hold in memory, in bytes; files are streamed past it.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// An upload that nobody continued is swept away after a day.
pub const UPLOAD_HOURS: i64 = 24;

// The life of a request.

/// A closed request can be reopened without a new charge for so long, unless the offer says
/// otherwise.
pub const REOPEN_DAYS: i64 = 14;
/// A request that waits for its customer is closed after so long, unless the offer says otherwise.
pub const WAITING_CLOSES_DAYS: i64 = 14;
/// A reminder that comes late, after a stop of the program, leaves the customer so long to answer before the closing,
/// or half the term where that is shorter.
pub const WAITING_NOTICE_DAYS: i64 = 3;
/// The longest response time an offer can promise, in minutes of its clock: thirty days.
pub const RESPONSE_MINUTES_MAX: u32 = 30 * 24 * 60;
/// A repeated submission with the same key gets the same answer for so long; no client retries for
/// longer.
pub const IDEMPOTENCY_DAYS: i64 = 30;
/// The key of a submission, in characters: room for any client's scheme.
pub const IDEMPOTENCY_KEY_CHARS_MAX: usize = 200;

/// People who follow a request beside its reporter: a team, not a mailing list.
pub const FOLLOWERS_PER_REQUEST_MAX: usize = 20;
/// Addresses a day that one sign-in tries to share requests with, so that nobody finds out by trying who is linked.
pub const SHARES_PER_SIGN_IN_DAY: u32 = 30;
/// Colleagues' open requests about the same product, newest first, among which one like a draft is looked for.
pub const LIKE_REQUESTS_MAX: i64 = 50;
/// One engagement of advice, in minutes: twenty-five hours are a workshop of three days; more is a project, and sold
/// as one.
pub const ENGAGEMENT_MINUTES_MAX: i64 = 25 * 60;

/// An engineer has an hour to make contact when a request begins to stand out in the queue.
pub const DUE_SOON_MINUTES: i64 = 60;
/// A closed request is listed at the desk for a week: what comes back comes back soon.
pub const RECENTLY_CLOSED_DAYS: i64 = 7;

// Orders.

/// Orders of one sign-in that wait to be paid: each costs the service centre a look.
pub const ORDERS_UNPAID_MAX: i64 = 20;
/// Packs in one order: more is a typing error, or a matter for a person who sells.
pub const ORDER_QUANTITY_MAX: i64 = 100;
/// The customer's own number of an order, in characters: longer than any purchasing system writes.
pub const PURCHASE_ORDER_CHARS_MAX: usize = 100;
/// The longest wait between two tries of a refund: money is not kept waiting for longer than it must.
pub const REFUND_WAIT_MINUTES_MAX: i64 = 240;
/// A refund that was taken up is tried again after this, if the program died with it: longer than the provider takes to
/// answer.
pub const REFUND_LEASE_MINUTES: i64 = 5;
/// A payment provider's message is believed for so long after it was signed: its retries are signed anew.
pub const PAYMENT_NEWS_MINUTES: i64 = 5;

// Letters.

/// A letter that a sender has taken is tried again after this, if the sender died with it: longer than any server takes
/// to answer.
pub const LETTER_LEASE_MINUTES: i64 = 10;
/// The longest wait between two tries of a letter.
pub const LETTER_WAIT_MINUTES_MAX: i64 = 240;
/// Tries of a letter before it counts as undeliverable: with the waits between them some five days (RFC 5321, 4.5.4.1).
pub const LETTER_TRIES_MAX: i64 = 36;
/// For how long the operator is reminded of a letter that was given up: time to see it after a holiday.
pub const LETTERS_FAILED_DAYS: i64 = 30;
/// Letters that the demo's mailbox shows.
pub const MAILBOX_ROWS: usize = 100;

// The catalogue.

/// One file of the catalogue, in characters: four times the largest of the examples; a product with more belongs in two.
pub const CATALOG_FILE_CHARS_MAX: usize = 160_000;
/// Lines of one text times lines of the other that are compared one by one, past what both begin and end with: what is
/// changed more than that is shown as gone and new, and no page waits for it.
pub const LINES_COMPARED_MAX: usize = 4_000_000;

// Lists.

/// Rows of a page of a list: what can be scanned without losing the place.
pub const PAGE_ROWS: usize = 25;
/// Open requests on the start page: the rest is one click away.
pub const HOME_REQUESTS_MAX: i64 = 5;
/// Known problems told of on one page: where more are wrong at once, one line about all of them says it better.
pub const KNOWN_PROBLEMS_MAX: i64 = 10;
/// Days that the figures of an article are told for: long enough to compare, short enough to show what helps now.
pub const ARTICLE_FIGURES_DAYS: i64 = 90;
/// Bytes of a logo: it stands on every page, and goes over the slowest line.
pub const LOGO_BYTES_MAX: usize = 256 * 1024;
/// Pixels of a logo either way: what is shown 28 high needs no more, and a small file can unfold into much.
pub const LOGO_PIXELS_MAX: u32 = 2000;
/// Saved replies to choose among in one answer: a longer list is searched rather than read.
pub const SAVED_REPLIES_OFFERED_MAX: i64 = 100;
/// Subscriptions, customers and roles of one page of the cloud area: what can be chosen from in one list.
pub const SUBSCRIPTIONS_SHOWN_MAX: usize = 200;
/// Self-help articles shown before *Show more*.
pub const ARTICLES_FIRST: usize = 5;
/// Days before its end on which the people of a contract are told, unless the offer says otherwise: time to order
/// anew, time to be reminded of it, and time to use what is left.
pub const END_WARNING_DAYS: [u16; 3] = [60, 30, 7];
/// A balance of such a share of what was granted is low, in percent, unless the offer says otherwise.
pub const BALANCE_WARNING_PERCENT: u8 = 20;
/// So is the last incident.
pub const BALANCE_WARNING_INCIDENTS: i64 = 1;
/// And the last hour of advice.
pub const BALANCE_WARNING_MINUTES: i64 = 60;
/// Contracts in one monthly letter: one who has more reads them on the page.
pub const STATEMENT_CONTRACTS_MAX: usize = 100;
/// What has ended stays in the calendar for a year, so that a look back finds it.
pub const CALENDAR_DAYS_KEPT: i32 = 366;
/// A contract counts as ending soon within so many days.
pub const ENDING_SOON_DAYS: i64 = 30;

// Administration.

/// The organisation's name stands at the top of every page of a telephone.
pub const HOUSE_NAME_CHARS_MAX: usize = 60;
/// What one person may add to a contract or take from it until an administrator decides otherwise, in incidents: the
/// smallest pack.
pub const ADJUSTMENT_UNITS: i64 = 5;
/// The same in minutes: ten hours.
pub const ADJUSTMENT_MINUTES: i64 = 600;
/// Runs of each job that are kept: what an administrator scrolls through.
pub const JOB_RUNS_KEPT: i64 = 20;
/// The code of the first run is good for a day; a start of the program gives another.
pub const SETUP_CODE_HOURS: i64 = 24;
/// Codes that one network may try in an hour, against typing errors only: there are 2⁸⁰.
pub const SETUP_TRIES_PER_NETWORK_HOUR: u32 = 10;
/// Codes that all networks together may try in an hour.
pub const SETUP_TRIES_PER_HOUR: u32 = 100;
