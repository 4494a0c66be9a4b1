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
told-slack-events-limited = Slack hält zurzeit Ereignisse des Arbeitsbereichs { $workspace } zurück: Es waren zu viele in einer Stunde. Knopfdrücke und Befehle kommen weiterhin an, und „Aktualisieren“ bringt den Home-Tab auf den neuesten Stand.
