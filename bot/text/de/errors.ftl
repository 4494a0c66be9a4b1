## Absagen
error-not-found = Das finde ich nicht, oder es gehört Ihnen nicht.
error-not-allowed = Ihre Rolle erlaubt das nicht.
error-not-now = Das ist im Moment nicht möglich. So steht es gerade.
error-stale = Das war eine ältere Fassung. So steht es gerade.
error-act-under-way = Der Zahlungsdienstleister wird gerade gefragt. Bitte warten Sie einen Moment.
error-frozen = Dieses Geschäft ist gesperrt, bis der Streitfall geklärt ist.
error-own-listing = Das ist Ihr eigenes Inserat.
error-own-offer = Ihr eigenes Angebot können Sie nicht annehmen.
error-offer-expired = Dieses Angebot ist abgelaufen.
error-not-your-turn = Ihr Angebot liegt vor. Warten Sie auf die Antwort, oder ziehen Sie es zuerst zurück.
error-out-of-stock = Noch verfügbar: { $left }.
error-listing-gone = Dieses Inserat steht nicht mehr zum Verkauf.
error-does-not-fit = Zusammen sind das { $days } Tage, und Geld kann höchstens { $limit } Tage gehalten werden. Verkürzen Sie die Liefer- oder die Transportzeit, oder machen Sie zwei Geschäfte daraus.
error-payout-not-ready = Sie haben noch kein Auszahlungskonto, also könnte Sie niemand bezahlen. Verbinden Sie zuerst eines.
error-same-person = Die beiden Unterschriften müssen von verschiedenen Personen stammen.
error-already-signed = Ihre Seite hat schon unterschrieben.
error-name-differs = Bitte geben Sie Ihren vollen Namen in Buchstaben ein.
error-terms-changed = Der Text hat sich geändert, seit er gezeigt wurde. Bitte lesen Sie ihn noch einmal.
error-too-much-shipped = Noch zu versenden: { $open }.
error-too-early = Das ist ab { $at } möglich.
error-conflict-of-interest = Sie können an diesem Fall nicht mitwirken: { $why ->
    [traded] Ihr Unternehmen hat vor Kurzem mit einer der Parteien gehandelt.
    [appeal] der Einspruch richtet sich gegen Ihre eigene Entscheidung.
   *[party] Ihr Unternehmen ist selbst Partei.
 }
error-taken-by-somebody =
    { $named ->
        [yes] { $name } hat diesen Fall.
       *[no] Ein anderer Moderator hat diesen Fall.
     }
error-not-registered = Bitte treten Sie zuerst mit Ihrem Unternehmen bei.
error-too-many = Das war zu oft. Bitte versuchen Sie es später noch einmal.
error-over-limit = Allein dürfen Sie bis { $limit } annehmen, und das hier liegt darüber. Bitten Sie jemanden aus Ihrem Unternehmen um Freigabe.
error-over-offer-limit = Allein dürfen Sie Ihr Unternehmen bis { $limit } verpflichten, und das hier liegt darüber: Es wurde nichts gesendet. Jemand aus Ihrem Unternehmen mit höherem oder ohne Limit kann es senden. Mit „company“ sehen Sie, wer das ist; dort kann auch ein Inhaber Ihr Limit ändern.
error-already-exists = Das gibt es schon.
error-invalid-value = Dieser Wert ist nicht verwendbar.
error-bug = Bei uns ist etwas schiefgegangen. Es wurde nichts geändert. Kennung: { $reference }

## Was an einem Wert nicht stimmt
problem-empty = { $field ->
    [file] Die Datei ist leer.
   *[other] Bitte beantworten Sie das.
}
problem-too-short = Das ist zu kurz. Mindestens nötige Zeichen: { $least }.
problem-too-long = Das ist zu lang. Höchstens erlaubte Zeichen: { $most }.
problem-not-a-number = Das ist keine Zahl, die ich verstehe. Schreiben Sie etwa 1250 oder 12,50.
problem-ambiguous = Das kann man auf zwei Arten lesen. Schreiben Sie es ohne Tausendertrennzeichen, etwa 1250 oder 1,25.
problem-negative = Das darf nicht negativ sein.
problem-zero = Es muss mehr als null sein.
problem-too-big = Das ist zu viel.
problem-too-small = Das ist zu wenig, um bezahlt zu werden.
problem-too-precise = Erlaubte Nachkommastellen: höchstens { $decimals }.
problem-out-of-range = Es muss zwischen { $low } und { $high } liegen.
problem-below-minimum = Mindestbestellmenge: { $minimum }.
problem-above-stock = Verfügbar: { $left }.
problem-below-reserved = Von laufenden Geschäften reserviert: { $reserved }.
problem-unknown-currency = Die Währung { $currency } kenne ich nicht.
problem-not-traded = In { $currency } wird auf diesem Markt nicht gehandelt.
problem-wrong-currency = Dieses Geschäft läuft in { $currency }.
problem-unknown-unit = Die Einheit { $unit } kenne ich nicht. Schreiben Sie bitte eine von diesen: { $units }
problem-wrong-unit = Gezählt wird hier in { $unit }.
problem-unknown-incoterm = { $incoterm } gehört nicht zu den Incoterms 2020.
problem-unknown-category = Diese Kategorie kenne ich nicht.
problem-unknown-reason = Bitte wählen Sie einen der Gründe.
problem-unknown-outcome = Bitte wählen Sie eine der Entscheidungen.
problem-unknown-role = Die Rolle { $role } kenne ich nicht.
problem-not-an-option = Bitte wählen Sie eine der Möglichkeiten.
problem-no-parts = Diese Bedingungen erlauben keine Teillieferung: Versenden Sie alles ({ $open }).
problem-does-not-fit = So lange könnte das Geld nicht gehalten werden.
problem-not-an-email = Das ist keine E-Mail-Adresse.
problem-too-deep = Höchste Zahl der Ebenen einer Kategorie: { $most }.

## Was an einer Produktdatei nicht stimmt
problem-no-rows = Unter der Kopfzeile stehen keine Zeilen.
problem-wrong-header = Die erste Zeile muss genau so lauten: { $expected }
problem-wrong-delimiter = Die Spalten müssen durch Kommas getrennt sein.
problem-columns = Spalten in dieser Zeile: { $found }, erwartet: { $expected }.
problem-duplicate = Diese Artikelnummer steht schon in Zeile { $first_line }.
problem-unclosed-quote = Ein Anführungszeichen wurde geöffnet und nie geschlossen.
problem-stray-quote = Mitten in einem Wert steht ein Anführungszeichen. Setzen Sie den ganzen Wert in Anführungszeichen und schreiben Sie die inneren doppelt.
problem-stray-line-end = In einem Wert steht ein Zeilenumbruch. Setzen Sie den ganzen Wert in Anführungszeichen.
problem-nul-byte = Das ist kein Text: Es enthält ein Null-Byte.
problem-not-utf-8 = Das lässt sich nicht lesen. Speichern Sie die Datei als UTF-8.
