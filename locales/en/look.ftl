### How the installation looks.

look-title = Colours and logo
look-lead = An accent of your own for links and buttons, and a picture beside the name. The name itself stands in the settings.
look-saved = The look is saved. Every page wears it from now on.
look-accent-light = Accent in the light theme
look-accent-dark = Accent in the dark theme
look-accent-hint = Six digits such as { $example }, which is what holds while nothing is typed. The least contrast of the accent in force is { $ratio }.
look-accent-form = Enter a colour as # and six digits from 0 to f
look-accent-faint = This colour cannot be read everywhere: its least contrast is { $measured }, and text needs { $least }
look-ratio = { $number }:1
look-sample = This is how a link looks:
look-sample-link = the name and the sender of letters
look-logo = Logo
look-logo-hint = PNG, JPEG or WebP, at most { $size } and { $pixels } pixels either way. It is shown 32 pixels high, on white and on nearly black.
look-logo-kind = Select a picture that is PNG, JPEG or WebP. An SVG can carry scripts and is not taken.
look-logo-large = The picture is larger than { $size }
look-logo-pixels = The picture is wider or higher than { $pixels } pixels
look-logo-remove = Take the logo away
