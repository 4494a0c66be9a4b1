## Sprache wählen, und die Wörter, die man eingibt
language-title = Ihre Sprache
language-chosen = Von nun an spreche ich so mit Ihnen: { $name }.
language-choose = Wählen Sie die Sprache, in der ich mit Ihnen spreche. Die andere Seite kann eine andere wählen.
button-language = Sprache
menu-language = Ihre Sprache wählen

typed-browse = suchen
typed-deals = geschäfte
typed-sell = verkaufen
typed-listings = inserate
typed-ship = versenden
typed-profile = profil
typed-invite = einladen
typed-join = beitreten
typed-help = hilfe
typed-cancel = abbrechen
typed-queue = fälle
typed-language = sprache
