### The frame around every page: header, menu, footer, and what the components say.

## Header and menu

frame-skip = Skip to main content
frame-home = { $app }, start page
frame-main-menu = Main menu
frame-menu = Menu
frame-menu-new-request = New request
frame-menu-requests = My requests
frame-menu-benefits = Benefits
frame-menu-contracts = My contracts
frame-menu-cloud = Cloud
frame-menu-desk = Desk
frame-menu-own = As a customer
frame-account-menu = Account menu
frame-signed-in-as = Signed in as { $email }
frame-account = Account
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-breadcrumbs = You are here

## Footer

frame-footer = About this service
frame-help = Help
frame-accessibility = Accessibility
frame-contact = Contact
frame-status = Status

## Components

frame-used-of-most = { $used } of { $most } characters
frame-step = Step { $number } of { $total } · { $name }
frame-steps = Progress
frame-step-done = Done:
frame-drop-files = Drop files here, or choose them
frame-upload-waiting = Waiting
frame-upload-progress = Uploading: { $percent }
frame-upload-paused = Paused: the connection was lost. It goes on by itself.
frame-upload-done = Uploaded
frame-upload-failed = The file could not be uploaded. Remove it and choose it again.
frame-upload-too-large = { $file } is larger than { $size }
frame-upload-empty = { $file } is empty
frame-upload-too-many = Choose at most { $most } files
frame-upload-going = Files are still being uploaded. The form is sent when they have arrived.
frame-keys-title = Keyboard shortcuts
frame-keys-next = Next request
frame-keys-previous = Previous request
frame-keys-open = Open the request
frame-keys-take = Assign to me
frame-keys-reply = Reply
frame-keys-note = Internal note
frame-keys-status = Status
frame-keys-search = Search
frame-keys-queue = Queue
frame-keys-list = This list
frame-keys-off = Single-letter shortcuts can be turned off on the account page.
