# Files that people send, and words between the sides of a deal.

error-file-refused = { $why ->
    [too-large] “{ $name }” is larger than 20 MB, which is the most I can take.
    [empty] “{ $name }” is empty.
    [archive] “{ $name }” is an archive. Please send the files in it one by one.
    [program] “{ $name }” is a program. I do not take those.
    [heic] “{ $name }” is a picture in the HEIC format, which many devices can not show. Please send it as a JPEG.
    [svg] “{ $name }” is an SVG drawing, which can hold programs. Please send it as a PNG or a PDF.
    [markup] “{ $name }” is a web page or a programme text. Please send it as a PDF.
    [active] “{ $name }” is a PDF that does things by itself. Please print it into a plain PDF and send that.
    [two-in-one] “{ $name }” has something hidden behind its end. Please save it anew and send that.
    [too-many-pixels] “{ $name }” has more than 50 megapixels. Please send it smaller.
    [broken] “{ $name }” can not be opened. It may be damaged.
    [locked] “{ $name }” is locked with a password. Please save it without one and send that.
    [infected] “{ $name }” was recognised as malware and was not kept.
    [not-fetched] “{ $name }” could not be fetched. Please send it again.
    [too-many-today] “{ $name }” was not taken: 20 files a day are the limit.
    [too-much-today] “{ $name }” was not taken: 200 MB a day are the limit.
   *[unknown-type] “{ $name }” is of a kind I do not take. Photos (JPEG, PNG, WebP), PDF, and plain text or CSV are fine.
}
error-contacts-not-yet = This was not passed on: it seems to hold { $found ->
    [phone] a phone number
    [mail] a mail address
    [link] a link
   *[handle] the name of an account elsewhere
}. Until the money is in protected payment, the two sides write to each other through me, so that nobody can be led away from the protection. Please write it without. Once the money is held, you may exchange whatever you like.
problem-contacts = This seems to hold { $found ->
    [phone] a phone number
    [mail] a mail address
    [link] a link
   *[handle] the name of an account elsewhere
}. Until the money is in protected payment, everybody deals through me. Please write it without.
message-passed = Passed on to { $to } (deal { $code }).
message-waits = Kept for { $to } (deal { $code }): nobody there can be reached at the moment. It goes out as soon as somebody is back.
message-is-edited = Edited by its author.
message-is-deleted = Deleted by its author.
message-unscanned = Attached files were not scanned for malware. Open only what you expect.
message-undelivered = Your message about deal { $code } could not be delivered: nobody on the other side can be reached. I keep it and send it as soon as somebody is back.
messages-title = Messages in deal { $code }
messages-none = Nobody has written anything yet.
messages-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
messages-not-delivered = not delivered
button-messages = Messages
button-files = Files of { $at }
button-older = Older
button-newest = Newest
button-try-again = Try again
pass-on-title = For the other side
pass-on-files = { $count ->
    [one] { $count } file, not passed on yet.
   *[other] { $count } files, not passed on yet.
}
pass-on-ask = Which deal is this for?
pass-on-ask-label = Deal
problem-too-many-files = At most { $most } files go together.
button-evidence-files = Files of the dispute
evidence-files-title = Files in the dispute of deal { $code }
evidence-files-none = No files were put forward.
files-welcome = Photos and PDFs may come along: just send them, before the last press.
files-along = { $count ->
    [one] { $count } file comes along.
   *[other] { $count } files come along.
}
