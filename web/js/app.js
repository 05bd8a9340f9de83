// On every page. Each module waits for nothing: the script is a module, so the page is parsed.
// Pages work without any of this; a module only looks for its own data- attributes.

import "./problems.js";
import "./copy.js";
import "./print.js";
import "./menus.js";
import "./opens.js";
import "./counter.js";
import "./pair.js";
import "./insert.js";
import "./advice.js";
import "./guard.js";
import "./theme.js";
import "./offline.js";
