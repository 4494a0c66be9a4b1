case-has-a-thread = Für den Fall { $code } gibt es einen eigenen Thread: Dort finden Sie ihn.
case-heads-this-thread = Fall { $code }: Die Karte am Anfang dieses Threads zeigt, wie er steht.
answered-in-private = Ich habe Ihnen in unserem eigenen Chat geschrieben: Das ist nicht für alle im Kanal.
