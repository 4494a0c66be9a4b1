# Proving once more who one is, before payouts, verdicts and roles are changed.

proof-title = Is it you?
proof-ask = Type the code.
proof-ask-label = Code
proof-by-authenticator = Your authenticator app shows six figures. They count once.
proof-by-chat = In your other chat ({ $channels }), type “login”: the code that is shown there counts here, once.
proof-done =
    { $minutes ->
        [one] Thank you. For a minute you can change payouts, decide cases and give roles here.
       *[other] Thank you. For { $minutes } minutes you can change payouts, decide cases and give roles here.
    }
proof-wrong = That is not the code, or it was used already. After five wrong ones you wait for ten minutes.
proof-none = Whoever gets hold of this chat could press every button in it. So payouts, verdicts and roles need a code as well. Set up an authenticator app once (any app for one-time codes will do), or link your other chat.
proof-none-here = This needs a code. Write “confirm” to me in private first, and set up where your codes come from.
proof-not-asked = In this market no code is asked for. You can set up an authenticator all the same.
button-prove = Confirm
button-go-on = Go on
button-authenticator = Set up an authenticator
button-authenticator-anew = Another authenticator
authenticator-title = Authenticator
authenticator-words = Scan the picture with your app for one-time codes, or enter the key there by hand (time-based); then type the six figures that the app shows. Picture and key are taken out of this chat afterwards; keep them nowhere else.
authenticator-picture = The key as a picture to scan
authenticator-key = Key
authenticator-ask = Which six figures does the app show?
authenticator-ask-label = Six figures
authenticator-done = Done. From now on I ask for a code of your app before payouts, verdicts or roles are changed.
secret-was-here = The key for your authenticator stood here.
note-authenticator = An authenticator was set up for your account. If that was not you, type “logout” here and tell the operator of this market at once.
note-authenticator-forgotten = The operator has taken the authenticator off your account. Payouts wait for 24 hours. Type “confirm” to set up another one.
problem-not-a-code = That can not be a code. Type it as it is shown.
menu-confirm = Prove that it is you, or set up an authenticator
