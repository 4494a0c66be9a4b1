# Slack: die App installieren, und was Arbeitsbereiche mit der App erfahren.

page-slack-installed = Die App ist installiert
page-slack-installed-words = Sie finden sie in Slack unter „Apps“, oder geben Sie irgendwo /parley ein.
page-slack-not-installed = Die App wurde nicht installiert
page-slack-not-installed-words = In Ihrem Arbeitsbereich hat sich nichts geändert. Bitte beginnen Sie noch einmal von vorn.
told-slack-install-again = Slack nimmt das Token des Arbeitsbereichs { $workspace } nicht mehr an. Bis die App dort noch einmal installiert ist ({ $address }), werden die Menschen darin nur in ihren anderen Chats erreicht.
