# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] One thing happened
   *[other] { $count } things happened
}
digest-message = The other side wrote to you.

# One account on both platforms.
link-title = One account, two chats
link-in-slack = Open Slack within ten minutes and type: /parley link { $code }
link-in-telegram = Open the Telegram bot within ten minutes and type: /link { $code }
link-code = Code
link-code-hint = Then come back here: the other chat will show a second code. Give neither to anybody.
link-is-it-you = { $name } wants to become one account with this chat. Did you begin this yourself, just now?
link-warning = If you did not begin this, say no: whoever did would act in your name.
link-answer = Now go back to { $name } and type: link { $code }
link-never-pass-on = This code opens your account. Never pass it on, whoever asks.
link-asked = { $name } wants to become one account with this chat. If that is you, type the code that is shown there: link CODE
link-wrong = That code is wrong, used or too old. After five wrong codes you have to wait ten minutes.
link-done = Done: both chats are one account now.
link-payouts-wait = For your safety, payouts wait for 24 hours.
link-stopped = Stopped. Nothing was joined.
link-accounts-title = Your chats
link-this-chat = this chat
link-reached-yes = linked
link-reached-no = linked, but closed to us
link-only-one = You can use the same account on Telegram and Slack.
link-sure-to-part = Unlink { $channel }? It will be a stranger’s chat again; your deals stay with the other one.
link-parted = Unlinked.
button-link = Link another chat
button-link-yes = Yes, that is me
button-link-no = No, stop
button-unlink = Unlink { $channel }
note-linked = { $channel } was linked to your account. If that was not you, unlink it now in the settings and tell a moderator. Payouts wait for 24 hours.
note-unlinked = { $channel } was unlinked from your account. Payouts wait for 24 hours.
error-already-linked = These chats are one account already.
error-same-platform = A Telegram chat can be linked to a Slack one, and the other way round. Type the code on the other platform.
error-accounts-both-used = Both accounts have a company, listings or rights of their own, so they can not become one. Leave one of them first, or go on with two.
error-payout-held = This can not be changed before { $at }: your chats or your authenticator were changed a moment ago.
error-blocked = These two companies do not deal with each other.

# How somebody wants to be spoken to.
settings-title = Settings
settings-language = Language
settings-zone = Time zone
settings-zone-none = not chosen, times are in UTC
settings-quiet = Quiet hours
settings-quiet-none = none
settings-quiet-hours = { $begin } to { $end }
settings-digest = News
settings-told = Told in
settings-told-any = whichever chat we reach
settings-currency = Amounts also in
settings-currency-own = the deal’s currency only
settings-no-rates = No exchange rates are set up here, so amounts are shown in each deal’s own currency.
settings-urgent = Money, safety and what runs out within twelve hours are always told at once.
settings-type-it = Type it
settings-ask-zone = Where are you? A city, or a distance such as +3.
settings-ask-zone-label = Time zone
settings-ask-quiet = When shall we be quiet? For example 22:00-7:00.
settings-ask-quiet-label = Quiet hours
settings-ask-digest = How often do you want to hear what is not urgent?
settings-ask-told = In which chat shall we tell you?
settings-ask-currency = In which currency shall amounts be shown besides the deal’s?
digest-never = at once
digest-hourly = bundled every hour
digest-daily = bundled every morning
problem-unknown-zone = I do not know that place. Try the nearest big city, or a distance such as +3.
problem-not-hours = Please write two times, for example 22:00-7:00.
button-settings = Settings

# Home: what needs me now.
home-needs-nothing = Nothing waits for you.
home-needs-you = { $count ->
    [one] One deal waits for you:
   *[other] { $count } deals wait for you:
}
home-and-more = { $count ->
    [one] And one more, under My deals.
   *[other] And { $count } more, under My deals.
}
home-approvals = { $count ->
    [one] One offer needs your approval.
   *[other] { $count } offers need your approval.
}
home-unanswered = { $count ->
    [one] One message is not answered yet.
   *[other] { $count } messages are not answered yet.
}
home-held = { $count ->
    [one] One piece of news is kept for later, as you chose.
   *[other] { $count } pieces of news are kept for later, as you chose.
}
home-until = · until { $at }
home-do-accept = Answer the offer
home-do-approve = Approve the offer
home-do-ask_for_approval = Answer the offer
home-do-request_payment = Request payment
home-do-pay_again = Pay again
home-do-pay = Pay
home-do-sign = Sign
home-do-ship = Ship
home-do-received = Confirm receipt
home-do-accept_goods = Inspect the goods
home-do-answer_dispute = Answer the dispute
home-do-ship_back = Ship back
home-do-confirm_return = Confirm the return
home-do-answer = Answer the request
group-t = Talks
group-p = Pay and sign
group-g = Goods
group-d = Disputes
group-e = Ended
button-deals-counted = My deals ({ $count })

# The menu, and the words people type.
menu-received = Confirm that goods arrived
menu-settings = Zone, quiet hours, where you are told
typed-received = received
typed-pay = pay
typed-sign = sign
typed-settings = settings
typed-link = link
typed-report = report
typed-block = block
