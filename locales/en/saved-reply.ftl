### Saved replies: what the desk puts into its answers, and the page of those who keep it.

## In an answer

saved-reply-choose = Saved reply
saved-reply-none-chosen = Select a reply
saved-reply-insert = Insert
saved-reply-missing = Select a saved reply to insert

## The list

saved-reply-title = Saved replies
saved-reply-lead = What stands here can be put into an answer and changed before it is sent. A request gets those of its product and those of all products, in the language of its contact.
saved-reply-none = No replies are saved.
saved-reply-column-title = Reply
saved-reply-languages = Languages
saved-reply-kept = The reply is saved.
saved-reply-changed = The reply is changed. What was sent with it before stays as it was sent.
saved-reply-removed = The reply is taken away.

## Its form

saved-reply-new = New saved reply
saved-reply-change-title = Change the saved reply
saved-reply-languages-hint = Write it in one language or in both. It is offered in the languages that it is written in.
saved-reply-heading-hint = What the desk finds it by. The customer does not see it.
saved-reply-text = Text ({ $language })
saved-reply-text-missing = Write the text of the reply
saved-reply-nothing = Write the reply in at least one language
saved-reply-remove-title = Is it no longer needed?
saved-reply-remove-text = It can no longer be put into an answer. What was sent with it stays.
saved-reply-remove = Take the reply away
