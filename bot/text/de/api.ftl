## The interface for programmes: refusals
error-sign-in-again = Bitte melden Sie sich an: Das Token fehlt oder gilt nicht mehr.
error-bad-credentials = E-Mail und Passwort oder der Code passen nicht zusammen.
error-proof-needed = Bitte weisen Sie sich zuerst noch einmal aus: „confirm“ im Chat, POST /api/auth/proof für Programme.
error-scope-missing = Dafür ist dieser Schlüssel nicht gemacht: Ihm fehlt „{ $scope }“.
error-key-reused = Dieser Idempotency-Key wurde schon für eine andere Anfrage verwendet.
error-version-changed = Das hat sich geändert, seit Sie es gelesen haben. Bitte lesen Sie es noch einmal.
problem-too-common = Dieses Passwort gehört zu denen, die zuerst probiert werden. Bitte nehmen Sie ein anderes.
problem-fixed = Das lässt sich hier nicht ändern.
problem-unreadable = Das lässt sich nicht als { $expected } lesen.
problem-unknown-field = Dieses Feld gibt es nicht.
problem-too-little = Das ist zu wenig: mindestens { $least }.
problem-not-an-address = Das ist keine https-Adresse, an die etwas gesendet wird.
problem-missing = Das fehlt.
problem-bad-body = Der Inhalt ist kein lesbares JSON.
problem-bad-method = Diese Adresse kennt andere Methoden.
problem-too-large = Der Inhalt ist größer, als angenommen wird.

## Titles of problems, by HTTP status
api-title-401 = Nicht angemeldet
api-title-403 = Nicht erlaubt
api-title-404 = Nicht gefunden
api-title-405 = Methode nicht erlaubt
api-title-409 = Jetzt nicht möglich
api-title-412 = Inzwischen geändert
api-title-413 = Zu groß
api-title-422 = Nicht verstanden
api-title-429 = Zu oft
api-title-500 = Unser Fehler

## Signing in elsewhere from a chat
note-signed-in = Sie haben sich gerade mit einem Code aus diesem Chat anderswo angemeldet. Wenn Sie das nicht waren, schreiben Sie hier „logout“.
login-title = Anderswo anmelden
login-words = Mit diesem Code meldet sich Ihr Programm einmal und binnen zehn Minuten als Sie an. Geben Sie ihn nirgends ein, wo Sie sich nicht auskennen.
login-code = Code
login-hint = POST { $address } mit code
login-out = Sie sind überall abgemeldet außer in Ihren Chats, und Ihre Schlüssel gelten nicht mehr.
problem-key-not-here = Diese Anfrage lässt sich nicht mit einem Schlüssel wiederholen. Lassen Sie ihn weg, und sehen Sie nach, bevor Sie sie noch einmal senden.
