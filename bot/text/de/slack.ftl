# Slack: die App installieren, und was Arbeitsbereiche mit der App erfahren.

page-slack-installed = Die App ist installiert
page-slack-installed-words = Sie finden sie in Slack unter „Apps“, oder geben Sie irgendwo /parley ein.
page-slack-not-installed = Die App wurde nicht installiert
page-slack-not-installed-words = In Ihrem Arbeitsbereich hat sich nichts geändert. Bitte beginnen Sie noch einmal von vorn.
told-slack-install-again = Slack nimmt das Token des Arbeitsbereichs { $workspace } nicht mehr an. Bis die App dort noch einmal installiert ist ({ $address }), werden die Menschen darin nur in ihren anderen Chats erreicht.
shortcut-browse = Waren finden
shortcut-sell = Etwas verkaufen
shortcut-deals = Meine Geschäfte
shortcut-offer = Daraus ein Angebot
shortcut-evidence = Als Beweis
told-slack-events-limited = Slack hält zurzeit Ereignisse des Arbeitsbereichs { $workspace } zurück: Es waren zu viele in einer Stunde. Knopfdrücke und Befehle kommen weiterhin an, und „Aktualisieren“ bringt den Home-Tab auf den neuesten Stand.
told-slack-deliveries-failing = Von den letzten { $every } Zustellungen von Slack ({ $workspace }) innerhalb einer Stunde konnten { $lost } nicht gespeichert werden. Slack wiederholt sie einige Minuten lang und schickt der App nichts mehr, wenn fast alle scheitern: Bitte sehen Sie nach der Datenbank und dem Protokoll.

menu-evidence = Beweis für einen offenen Streitfall: Geschäft, dann was ihn zeigt
evidence-ask-dispute = Für welchen Streitfall ist es?
evidence-ask-dispute-label = Streitfall
evidence-no-dispute = Kein Streitfall nimmt jetzt Beweise von Ihnen an. Wenn ein Moderator mehr braucht, werden Sie danach gefragt.
evidence-only-here = Als Beweis kann ich nur Nachrichten aus Ihrem eigenen Gespräch mit mir nehmen. Teilen Sie die Nachricht oder Datei dort mit mir und wählen Sie dann „Als Beweis“.
whom-ask = Um welches Unternehmen geht es?
whom-ask-label = Unternehmen
button-whom = Unternehmen wählen
share-address = Adresse des Angebots
page-listing-slack = In Slack schreiben Sie: /parley { $command }
page-listing-telegram = In Telegram öffnen Sie: { $link }
