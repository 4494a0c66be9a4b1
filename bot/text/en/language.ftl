## Choosing a language, and the words people type
language-title = Your language
language-chosen = This is what I speak with you from now on: { $name }.
language-choose = Choose the language that I speak with you. The other side may choose another one.
button-language = Language
menu-language = Choose your language

typed-browse = browse
typed-deals = deals
typed-sell = sell
typed-listings = listings
typed-ship = ship
typed-profile = profile
typed-invite = invite
typed-join = join
typed-help = help
typed-cancel = cancel
typed-queue = queue
typed-language = language
