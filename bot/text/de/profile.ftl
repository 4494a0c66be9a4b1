# Wie sich der Bot auf Telegram vorstellt, bevor jemand mit ihm spricht.
bot-name = Parley-Markt
bot-description =
    Ein Markt zwischen Unternehmen, in diesem Chat. Waren finden, über Preis und Bedingungen verhandeln, mit { -protection(case: "dative") } bezahlen, unterschreiben, liefern und abrechnen, ohne das Gespräch zu verlassen.
bot-short-description = Handel zwischen Unternehmen im Chat: Angebote, { -protection }, Versand, Streitfälle.
menu-queue = Offene Fälle
menu-case = Einen Fall öffnen
