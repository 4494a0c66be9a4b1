# Slack: installing the app, and what workspaces that have it are told.

page-slack-installed = The app is installed
page-slack-installed-words = Open it in Slack under “Apps”, or type /parley anywhere.
page-slack-not-installed = The app was not installed
page-slack-not-installed-words = Nothing was changed in your workspace. Please start again from the beginning.
told-slack-install-again = Slack no longer accepts the token of the workspace { $workspace }. Until the app is installed there once more ({ $address }), people in it are reached in their other chats only.
shortcut-browse = Find goods
shortcut-sell = Sell something
shortcut-deals = My deals
shortcut-offer = Make this an offer
shortcut-evidence = Add as evidence
told-slack-events-limited = Slack withholds events of the workspace { $workspace } for now: there were too many within an hour. Presses and commands still arrive, and “Refresh” brings the Home tab up to date.
told-slack-deliveries-failing = Of the last { $every } deliveries from Slack ({ $workspace }) within an hour, { $lost } could not be stored. Slack sends them again for a few minutes, and stops sending to the app when nearly all of them fail: please look at the database and the log.

menu-evidence = Evidence for an open dispute: the deal, then what shows it
evidence-ask-dispute = Which dispute is it for?
evidence-ask-dispute-label = Dispute
evidence-no-dispute = No dispute takes evidence from you now. When a moderator needs more, you are asked for it.
evidence-only-here = I can only take messages from your own conversation with me as evidence. Share the message or file with me there, then use “Add as evidence” on it.
whom-ask = Which company is it about?
whom-ask-label = Company
button-whom = Choose a company
share-address = The listing’s address
page-listing-slack = In Slack, type: /parley { $command }
page-listing-telegram = In Telegram, open: { $link }
