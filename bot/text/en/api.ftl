## The interface for programmes: refusals
error-sign-in-again = Please sign in: the token is missing, or does not count any more.
error-bad-credentials = E-mail and password, or the code, do not fit together.
error-proof-needed = Please prove once more who you are first: “confirm” in the chat, POST /api/auth/proof for programmes.
error-scope-missing = This key was not made for that: it lacks “{ $scope }”.
error-key-reused = This Idempotency-Key was used for another request before.
error-version-changed = This has changed since you read it. Please read it again.
problem-too-common = That password is one of those that are tried first. Please take another one.
problem-fixed = This can not be changed here.
problem-unreadable = This can not be read as { $expected }.
problem-unknown-field = There is no such field.
problem-too-little = It must be more: at least { $least }.
problem-not-an-address = That is no https address that anything is sent to.
problem-missing = This is missing.
problem-bad-body = The body is not JSON that can be read.
problem-bad-method = This address knows other methods.
problem-too-large = The body is larger than is taken.

## Titles of problems, by HTTP status
api-title-401 = Not signed in
api-title-403 = Not allowed
api-title-404 = Not found
api-title-405 = Method not allowed
api-title-409 = Not possible now
api-title-412 = Changed meanwhile
api-title-413 = Too large
api-title-422 = Not understood
api-title-429 = Too often
api-title-500 = Our mistake

## Signing in elsewhere from a chat
note-signed-in = You have just signed in elsewhere with a code from this chat. If that was not you, type “logout” here.
login-title = Sign in elsewhere
login-words = This code signs in your programme as you, once, within ten minutes. Type it nowhere that you do not know.
login-code = Code
login-hint = POST { $address } with code
login-out = You are signed out everywhere but in your chats, and your keys do not count any more.
problem-key-not-here = This request can not be repeated by a key. Leave the key out, and look before you send it again.
