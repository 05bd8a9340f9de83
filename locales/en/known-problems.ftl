### Problems that are known: what everybody is told, and the page of those who tell it.

known-problem-banner = There is a known problem: { $title }. Last updated { $time }.
known-problem-all-products = All products

## The desk's list

known-problem-menu = Known problems
known-problem-title = Known problems
known-problem-lead = What stands here is shown on the self-help page of its product, and on the status page. What concerns all products is shown on the start page too.
known-problem-none = Nothing is known to be wrong.
known-problem-column-title = Problem
known-problem-product = Product
known-problem-began = Began
known-problem-updated = Last updated
known-problem-state = State
known-problem-open = Open
known-problem-ended-at = Ended { $time }
known-problem-said = The problem is published.
known-problem-changed = The problem is updated.
known-problem-ended = The problem is ended. It is shown to nobody any longer.

## Its form

known-problem-new = Add a known problem
known-problem-change-title = Update the problem
known-problem-heading = Title ({ $language })
known-problem-heading-hint = One line without a full stop, for example: E-mail is delivered late
known-problem-text = What helps in the meantime ({ $language })
known-problem-text-hint = What you know, what to do, and when you will say more.
known-problem-publish = Publish
known-problem-end-title = Is it over?
known-problem-end-text = The problem is no longer shown, and stays in this list.
known-problem-end-button = End the problem

## The status page

known-problem-heading-now = Known problems right now
known-problem-of-product = { $title } ({ $product })
known-problem-last-updated = Last updated { $time }
