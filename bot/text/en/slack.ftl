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
told-slack-events-limited = Slack withholds events of the workspace { $workspace } for now: there were too many within an hour. Presses and commands still arrive, and “Refresh” brings the Home tab up to date.
