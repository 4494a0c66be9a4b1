button-question = Frage stellen
button-reply = Dem Moderator antworten
button-reply-to = Frage vom { $at } beantworten
question-title = Frage in einem Fall
question-intro = Fall { $code }. Die Parteien lesen „Moderator des Falls { $code }“, nie einen Namen.
question-ask-to = Wer wird gefragt?
question-ask-to-label = An
question-to-buyer = Den Käufer
question-to-seller = Den Verkäufer
question-to-both = Beide Seiten
question-ask-topic = Was möchten Sie fragen? Die üblichen Fragen liest jeder in seiner Sprache.
question-ask-topic-label = Frage
question-ask-words = Fragen Sie in eigenen Worten. Sie werden unverändert weitergegeben, unter der Nummer des Falls.
question-ask-words-label = In eigenen Worten
topic-photos = Fotos des Schadens
topic-words-photos = Bitte schicken Sie Fotos des Schadens: die ganze Lieferung, jedes beschädigte Stück aus der Nähe und die Verpackung.
topic-shipment = Versandnachweis
topic-words-shipment = Bitte schicken Sie den Versandnachweis: den Beleg des Frachtführers mit Datum, Sendungsnummer und Empfänger.
topic-delivery = Zustellnachweis
topic-words-delivery = Bitte schicken Sie den Zustellnachweis: den unterschriebenen Lieferschein oder die Bestätigung des Frachtführers mit Datum und Namen.
topic-label = Versandetikett
topic-words-label = Bitte schicken Sie ein Foto des Versandetiketts, auf dem Anschrift und Sendungsnummer lesbar sind.
topic-settle = Was wäre eine Lösung
topic-words-settle = Womit wäre die Sache für Sie erledigt? Bitte nennen Sie einen Betrag oder was geschehen soll.
topic-own = Etwas anderes
done-question = Die Frage ist unterwegs. Die Antwort kommt in den Thread des Falls, oder in Ihren eigenen Chat, wenn er keinen hat, und in die Fallakte.
question-from = Der Moderator des Falls { $code } fragt:
question-read-by-desk = Ihre Antwort kommt in die Fallakte. Der anderen Seite wird sie nicht gezeigt.
question-read-by-both = Beide Seiten wurden das gefragt, und beide lesen die Antworten.
question-check = Moderatoren schreiben nur über diesen Bot. Um zu prüfen, ob das echt ist, senden Sie: { typed-case } { $code }
reply-title = Antwort an den Moderator
reply-ask = Was antworten Sie? Es kommt in die Fallakte und kann nicht zurückgenommen werden.
reply-ask-label = Ihre Antwort
reply-from = Fall { $code }: { $who } hat geantwortet.
done-reply = Ihre Antwort ist im Fall { $code }. Der Moderator erfährt davon.
genuine-yes = Echt: { $code } ist der Fall zu Ihrem Geschäft { $deal }.
genuine-taken = Ein Moderator hat diesen Fall.
genuine-free = Noch hat kein Moderator diesen Fall übernommen.
genuine-asked = vom Moderator dieses Falls gefragt
genuine-nothing-asked = In diesem Fall wurden Sie nichts gefragt. Wer etwas anderes behauptet, ist nicht von uns.
case-question = Frage an { $to ->
    [buyer] den Käufer
    [seller] den Verkäufer
   *[both] beide Seiten
 }
case-reply = Antwort auf eine Frage
