# Begriffe. Ein Betreiber mit Treuhandlizenz ändert diese eine Zeile.
-protection = { $case ->
   *[nominative] geschützte Zahlung
    [dative] geschützter Zahlung
}

## Überall
nothing-yet = –
days = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}
button-home = Start
button-back = Zurück
button-more = Mehr
button-cancel = Abbrechen
button-next = Weiter
button-send = Senden
button-skip = Überspringen
button-edit = Ändern: { $what }
button-fill-in = Formular ausfüllen
button-continue = Fortfahren
button-browse = Suchen
button-deals = Meine Geschäfte
button-sell = Etwas verkaufen
button-my-listings = Meine Inserate
button-register = Beitreten
button-profile = Profil
button-queue = Offene Fälle
button-help = Hilfe
button-refresh = Aktualisieren
button-message = Nachricht schreiben
button-open-deal = Geschäft öffnen
button-agreement = Vertrag
button-address = Adresse ändern
button-make-offer = Angebot machen
button-ask-seller = Verkäufer fragen
button-all-here = Alle hier zeigen
button-pause = Pausieren
button-resume = Wieder verkaufen
button-restock = Bestand ändern
button-send-offer = Angebot senden
button-sign = Ich unterschreibe
button-ship = Versandt
button-ask = Anfragen
button-open-dispute = Streitfall eröffnen
button-publish = Veröffentlichen
button-join = Beitreten

## Start, Hilfe
home-title = Parley-Markt
home-member = Sie handeln für { $company }
home-stranger = Sehen Sie sich in Ruhe um. Um Angebote zu machen oder zu verkaufen, treten Sie zuerst mit Ihrem Unternehmen bei.
home-staff = Sie arbeiten für diesen Marktplatz: Die Warteschlange zeigt die offenen Fälle. Um selbst zu handeln, treten Sie mit einer Firma bei.
home-greeting = Alles geschieht hier im Chat: Ware finden, verhandeln, mit { -protection(case: "dative") } bezahlen, unterschreiben, versenden, abrechnen.
help-title = So läuft ein Geschäft ab
help-body = 1. Finden Sie etwas und machen Sie ein Angebot; die andere Seite nimmt an, macht ein Gegenangebot oder lehnt ab.
    2. Der Verkäufer fordert die Zahlung an. Das Geld des Käufers wird gehalten, nicht ausgezahlt.
    3. Beide lesen und unterschreiben den Vertrag.
    4. Der Verkäufer versendet. Der Käufer bestätigt den Empfang, prüft und nimmt an.
    5. Erst dann wird der Verkäufer bezahlt. Stimmt etwas nicht, eröffnen Sie einen Streitfall: Das Geld bleibt, wo es ist.
unknown-command = Dieses Wort kenne ich nicht. Geben Sie „hilfe“ ein, um zu sehen, was ich verstehe.
not-understood = Ich weiß nicht, worum es geht. Geben Sie „hilfe“ ein, oder schreiben Sie der anderen Seite über die Schaltflächen eines Geschäfts.
media-not-here = Hier kann ich mit einer Datei nichts anfangen. Schicken Sie sie als Antwort auf eine Nachricht oder die Karte eines Geschäfts, oder während ich Sie etwas frage; bei einem offenen Geschäft frage ich, für welches sie ist.
nothing-to-cancel = Es gibt nichts abzubrechen.

## Katalog
categories-title = Kategorien
categories-hint = Wählen Sie eine Kategorie, oder geben Sie „suchen“ und Ihr Stichwort ein.
categories-empty = Es steht noch nichts zum Verkauf.
listing-line = { $price } { $unit }
listings-none = Hier steht gerade nichts zum Verkauf.
listing-paused = Dieses Inserat ist pausiert.
search-title = Ergebnisse für „{ $words }“
search-none = Nichts gefunden. Versuchen Sie es mit weniger oder anderen Wörtern.
my-listings-title = Meine Inserate
my-listings-none = Sie haben noch nichts im Verkauf.
fact-price = Preis
fact-minimum = Mindestbestellmenge
fact-available = Verfügbar
fact-seller = Verkäufer
fact-buyer = Käufer

## Geschäfte
deals-title = Meine Geschäfte
deals-empty = Noch keine Geschäfte. Suchen Sie etwas und machen Sie ein Angebot.
deals-line = { $mark }{ $state } · mit { $other }
deals-your-turn = Sie sind am Zug ·{" "}
deal-title = Geschäft { $code } · { $product }
deal-no-offer = Es wurde noch kein Angebot gemacht.
offer-on-the-table = Angebot Nr. { $number } von { $author } liegt vor und gilt bis { $until }.
offer-active = Angebot Nr. { $number } liegt vor.
offer-countered = Angebot Nr. { $number } wurde mit einem Gegenangebot beantwortet.
offer-accepted = Angebot Nr. { $number } wurde angenommen.
offer-declined = Angebot Nr. { $number } wurde abgelehnt. Beide Seiten können ein neues machen.
offer-withdrawn = Angebot Nr. { $number } wurde zurückgezogen. Beide Seiten können ein neues machen.
offer-expired = Angebot Nr. { $number } ist abgelaufen. Beide Seiten können ein neues machen.
terms-delivery = { $incoterm } { $place }
fact-quantity = Menge
fact-unit-price = Stückpreis
fact-freight = Fracht
fact-total = Gesamtbetrag
fact-commission = Provision des Marktplatzes, zahlt der Verkäufer
fact-you-get = Sie erhalten
you-get = { $amount }, wenn alles angenommen ist; Provision { $commission }, Steuer darauf { $tax }
fact-delivery = Lieferung
fact-lead-time = Versandfrist
fact-inspection = Prüffrist
fact-payment = Zahlung
fact-signature = Unterschrift von { $name }
fact-held = Gehalten als { -protection }
fact-payout = Auszahlung an den Verkäufer
fact-refund = Erstattung an den Käufer
fact-ship-by = Versand bis
fact-shipment = Sendung { $number }
fact-dispute = Streitfall
fact-reason = Grund
fact-answer = Antwort { $by ->
    [seller] des Verkäufers
    [buyer] des Käufers
   *[side] einer Seite
}
fact-before-dispute = Vor dem Streitfall
fact-moderator = Moderator
fact-name = Name
fact-company = Unternehmen
fact-address = Lieferadresse
fact-currency = Währung
fact-payout-account = Auszahlungskonto
shipment-line = { $goods } mit { $carrier }, Sendungsnummer { $tracking }: { $status }
partly-shipped = Versandt: { $shipped } von { $ordered }.
signed-yes = unterschrieben
signed-no = noch nicht
payment-was-declined = Der letzte Zahlungsversuch wurde abgelehnt. Die Seite bleibt für einen weiteren Versuch offen.
payment-created = wartet auf den Käufer
payment-requires_action = wartet auf die Bank des Käufers
payment-authorized = auf der Karte des Käufers gehalten
payment-paid = erhalten und gehalten
payment-failed = nicht gelungen
payment-cancelled = abgebrochen, nichts abgebucht
payment-released = an den Verkäufer ausgezahlt
payment-refunded = an den Käufer zurückgezahlt
payment-refunding = wird an den Käufer zurückgezahlt
payment-split = zwischen beiden geteilt
payment-partially_released = teilweise ausgezahlt
payment-charged_back = von der Bank des Käufers zurückgeholt
payout-pending = { $amount }, unterwegs
payout-in_transit = { $amount }, unterwegs
payout-paid = { $amount }, erledigt
payout-failed = { $amount }, vom Zahlungsdienstleister abgelehnt
payout-reversed = { $amount }, vom Zahlungsdienstleister zurückgeholt
refund-pending = { $amount }, unterwegs
refund-done = { $amount }, erledigt
refund-failed = { $amount }, nicht angekommen; wir kümmern uns darum
money-preview = Zurück an den Käufer: { $buyer }. An den Verkäufer: { $seller }. Provision: { $commission }, Steuer darauf: { $tax }.
request-cancel-own = Sie haben um Stornierung gebeten. Die andere Seite kann bis { $until } antworten; keine Antwort gilt als Nein.
request-cancel-other = Die andere Seite bittet um Stornierung. Bitte antworten Sie bis { $until }; keine Antwort gilt als Nein.
request-extension-own = Sie haben um Zeit bis { $date } gebeten. Der Käufer kann bis { $until } antworten; keine Antwort gilt als Nein.
request-extension-other = Der Verkäufer bittet um Zeit bis { $date }. Bitte antworten Sie bis { $until }; keine Antwort gilt als Nein.
request-settlement-own = Sie schlagen vor, dass { $amount } an den Käufer zurückgeht und der Rest an den Verkäufer. Die andere Seite kann bis { $until } antworten.
request-settlement-other = Die andere Seite schlägt vor, dass { $amount } an den Käufer zurückgeht und der Rest an den Verkäufer. Bitte antworten Sie bis { $until }.
request-settlement-desk = { $who } schlägt vor, dass { $amount } an den Käufer zurückgehen und der Rest an den Verkäufer. Die andere Seite kann bis { $until } antworten.
request-approval-own = Eine Annahme wartet bis { $until } auf jemanden mit höherem Limit.
request-approval-other = Die andere Seite überlegt noch.
shipment-in_transit = unterwegs
shipment-claimed = laut Verkäufer angekommen
shipment-delivered = geliefert
shipment-accepted = angenommen und bezahlt
shipment-returned = zurückgesandt
shipment-exception = aufgehalten
fact-chargeback = Rückbuchung
chargeback-warning = die Bank des Käufers hat uns wegen { $amount } gewarnt
chargeback-came_true = die Bank des Käufers hatte uns wegen { $amount } gewarnt, bevor sie das Geld nahm
chargeback-needs_response = die Bank des Käufers hat { $amount } zurückgeholt; wir antworten
chargeback-won = die Bank hat { $amount } zurückgegeben
chargeback-lost = die Bank hat { $amount } behalten
stopped-by-operator = Ein Betreiber hat dieses Geschäft vorerst angehalten. Alle Ihre Fristen ruhen.
ruling-waits = Eine Entscheidung wartet auf einen zweiten Moderator: { $outcome }.
return-ordered = Der Moderator hat eine Rücksendung angeordnet: Der Käufer schickt die Ware bis { $at } zurück.
return-shipped = Die Ware ist auf dem Rückweg; der Verkäufer bestätigt bis { $at }.
evidence-wanted = Der Moderator bittet beide Seiten bis { $at } um Beweise.
fact-evidence = Beweise
fact-appeal = Einspruch

state-negotiating = Preis wird verhandelt
state-agreed = Einig; der Verkäufer fordert nun die Zahlung an
state-awaiting_payment = Wartet auf Zahlung
state-awaiting_signatures = Geld wird gehalten; wartet auf beide Unterschriften
state-placed = Bestellt
state-in_progress = In Vorbereitung
state-shipped = Versandt
state-delivered = Geliefert; wird geprüft
state-disputed = Im Streitfall; das Geld ist gesperrt
state-decided = Entschieden; Einspruch noch möglich
state-completed = Abgeschlossen
state-cancelled = Storniert
state-closed = Verhandlung beendet
state-payment_expired = Nicht rechtzeitig bezahlt
state-voided = Nicht unterschrieben

turn-you = Sie sind am Zug.
turn-buyer = Der Käufer ist am Zug.
turn-seller = Der Verkäufer ist am Zug.
turn-both = Beide Seiten können jetzt handeln.
turn-parts = Der Verkäufer versendet den Rest; der Käufer prüft, was angekommen ist.
turn-desk = Ein Moderator kümmert sich darum.
turn-free = Der Fall wartet darauf, dass ein Moderator ihn übernimmt.
turn-provider = Der Zahlungsdienstleister wird gefragt; das dauert einen Moment.
turn-nobody = Es ist nichts mehr zu tun.

silence-expire_offer = Wenn niemand antwortet, läuft das Angebot am { $at } ab.
silence-expire_talks = Wenn niemand ein Angebot macht, endet die Verhandlung am { $at }.
silence-give_up_gateway = Wenn der Verkäufer keine Zahlung anfordert, endet das Geschäft am { $at }.
silence-expire_payment = Wenn nicht bezahlt wird, endet das Geschäft am { $at }.
silence-expire_signing = Wenn nicht beide unterschrieben haben, geht das Geld am { $at } zurück.
silence-cancel_unshipped = Wenn nichts versandt wird, wird die Bestellung am { $at } storniert und das Geld geht zurück.
silence-cancel_rest = Wird der Rest nicht versandt, wird er am { $at } storniert und das Geld dafür geht zurück.
cancel-alone-until = Bis { $at }, und nur solange der Verkäufer nicht begonnen hat, können Sie allein stornieren. Danach können Sie den Verkäufer um Zustimmung bitten.
silence-lapse_request = Wenn niemand antwortet, verfällt die Anfrage am { $at }.
silence-dispute_silence = Wenn sich niemand meldet, wird am { $at } ein Moderator gerufen.
silence-auto_release = Wenn der Käufer nichts sagt, wird der Verkäufer am { $at } bezahlt.
silence-resolve = Wenn niemand widerspricht, wird die Entscheidung am { $at } ausgeführt.
silence-lapse_approval = Wenn niemand freigibt, bleibt das Angebot offen; am { $at } wird noch einmal gefragt.
silence-count_claim = Wenn der Käufer nicht widerspricht, gilt es am { $at } als geliefert.
silence-auto_accept_part = Wenn der Käufer nichts sagt, wird der angekommene Teil am { $at } bezahlt.
silence-reach_hold_limit = Der Zahlungsdienstleister hält Geld nur begrenzte Zeit: Am { $at } wird abgerechnet, was noch offen ist.
silence-force_decision = Der Zahlungsdienstleister hält Geld nur begrenzte Zeit: Ab { $at } muss entschieden werden.
silence-decide_by_default = Ohne Entscheidung wird am { $at } nach den Regeln entschieden: Erstattung, es sei denn, die Zustellung ist nachgewiesen.
silence-escalate = Bleibt es ohne Antwort oder übernimmt es kein Moderator, werden die Mitarbeiter des Marktplatzes am { $at } noch einmal gerufen.
silence-miss_return = Wenn mit der Rücksendung nichts geschieht, wird der Fall am { $at } nach Regel entschieden.
silence-first_decision_stands = Ohne neue Entscheidung gilt am { $at } die erste.
silence-respond_to_chargeback = Die Beweise gehen am { $at } an die Bank.
silence-free_reserve = Was zurückbehalten wird, wird am { $at } ausgezahlt.
silence-retry_payout = Die Auszahlung wird am { $at } noch einmal versucht.

ended-declined = Eine Seite hat es beendet.
ended-expired = Es endete, weil niemand mehr geschrieben hat.
ended-payment_timeout = Es endete, weil nicht rechtzeitig bezahlt wurde.
ended-signing_timeout = Es endete, weil nicht beide rechtzeitig unterschrieben haben. Dem Käufer wurde nichts abgebucht.
ended-chargeback = Es endete, weil die Bank des Käufers die Zahlung zurückgeholt hat.

## Schritte
act-pay = { $amount } bezahlen
act-accept = Annehmen
act-offer = Gegenangebot / neues Angebot
act-decline = Ablehnen
act-withdraw = Angebot zurückziehen
act-end_talks = Verhandlung beenden
act-request_payment = Zahlung anfordern
act-sign = Lesen und unterschreiben
act-refuse_to_sign = Nicht unterschreiben
act-start = Vorbereitung beginnen
act-ship = Versenden
act-received = Ich habe es erhalten
act-accept_goods = Ware annehmen
act-cancel_early = Bestellung stornieren
act-cannot_supply = Ich kann nicht liefern
act-cancel_overdue = Stornieren, überfällig
act-ask_to_cancel = Um Stornierung bitten
act-agree_to_cancel = Stornierung zustimmen
act-ask_for_time = Um mehr Zeit bitten
act-agree_to_time = Neuem Termin zustimmen
act-refuse_request = Ablehnen
act-dispute = Etwas stimmt nicht
act-answer_dispute = Antworten
act-withdraw_dispute = Streitfall zurückziehen
act-take_case = Fall übernehmen
act-hand_over = Fall abgeben
act-rule = Entscheiden
act-accept_decision = Entscheidung annehmen
act-retry_payout = Auszahlung wiederholen
act-ask_for_approval = Um Freigabe bitten
act-approve = Freigeben und annehmen
act-refuse_approval = Nicht freigeben
act-pay_again = Neue Zahlungsseite
act-renew = Zu gleichen Bedingungen
act-claim_delivery = Es ist angekommen
act-contest_delivery = Es ist nicht angekommen
act-accept_part = Diesen Teil annehmen
act-add_evidence = Beweise hinzufügen
act-propose_settlement = Vergleich vorschlagen
act-agree_to_settlement = Vergleich zustimmen
act-ask_for_evidence = Um Beweise bitten
act-order_return = Rücksendung anordnen
act-ship_back = Ich habe es zurückgesandt
act-confirm_return = Die Ware ist zurück
act-confirm_ruling = Entscheidung bestätigen
act-reject_ruling = Nicht bestätigen
act-appeal = Einspruch
act-repeat_refund = Erstattung wiederholen
act-freeze = Geschäft anhalten
act-unfreeze = Weiterlaufen lassen

confirm-accept = Diese Bedingungen annehmen? Sie werden zum Vertrag.
confirm-end_talks = Diese Verhandlung beenden? Offene Angebote verfallen.
confirm-refuse_to_sign = Nicht unterschreiben? Das Geschäft endet und das Geld des Käufers wird freigegeben.
confirm-accept_goods = Die Ware annehmen und den Verkäufer bezahlen? Das lässt sich nicht rückgängig machen.
confirm-cancel_early = Die Bestellung stornieren? Das ganze Geld geht an den Käufer zurück.
confirm-cannot_supply = Diese Bestellung aufgeben? Das ganze Geld geht an den Käufer zurück.
confirm-cancel_overdue = Die überfällige Bestellung stornieren? Das ganze Geld geht an Sie zurück.
confirm-agree_to_cancel = Der Stornierung zustimmen? Das ganze Geld geht an den Käufer zurück.
confirm-withdraw_dispute = Den Streitfall zurückziehen? Das Geschäft geht weiter, wo es war.
confirm-accept_decision = Die Entscheidung annehmen und auf Einspruch verzichten? Wenn beide annehmen, wird sie sofort ausgeführt.
confirm-approve = Diese Bedingungen freigeben? Sie werden zum Vertrag.
confirm-accept_part = Diesen Teil annehmen und dem Verkäufer bezahlen? Das lässt sich nicht rückgängig machen.
confirm-agree_to_settlement = Diesem Vergleich zustimmen? Er wird sofort ausgeführt.
confirm-confirm_return = Ist die Ware wieder bei Ihnen? Der Käufer bekommt sein Geld sofort erstattet.
confirm-confirm_ruling = Diese Entscheidung als zweiter Moderator bestätigen?

done-accept = Sie haben das Angebot angenommen.
done-offer = Ihr Angebot ist gesendet.
done-decline = Sie haben das Angebot abgelehnt.
done-withdraw = Sie haben Ihr Angebot zurückgezogen.
done-end_talks = Sie haben die Verhandlung beendet.
done-request_payment = Die Zahlungsseite für den Käufer wird vorbereitet.
done-sign = Sie haben unterschrieben.
done-refuse_to_sign = Sie haben nicht unterschrieben. Das Geld wird freigegeben.
done-start = Notiert: Sie bereiten die Ware vor.
done-ship = Notiert: versandt.
done-received = Notiert: erhalten. Bitte prüfen Sie nun die Ware.
done-accept_goods = Sie haben die Ware angenommen. Der Verkäufer wird bezahlt.
done-cancel_early = Die Bestellung ist storniert. Das Geld ist auf dem Rückweg.
done-cannot_supply = Die Bestellung ist storniert. Das Geld ist auf dem Weg zurück zum Käufer.
done-cancel_overdue = Die Bestellung ist storniert. Das Geld ist auf dem Rückweg.
done-agree_to_cancel = Die Bestellung ist storniert. Das Geld ist auf dem Weg zurück zum Käufer.
done-agree_to_time = Der neue Termin gilt.
done-refuse_request = Sie haben abgelehnt.
done-withdraw_dispute = Der Streitfall ist zurückgezogen.
done-take_case = Sie haben diesen Fall.
done-hand_over = Der Fall ist wieder frei.
done-accept_decision = Sie haben die Entscheidung angenommen.
done-retry_payout = Die Auszahlung ist wieder unterwegs.
done-ask_for_approval = Ihre Kolleginnen und Kollegen wurden gefragt.
done-approve = Sie haben freigegeben, das Angebot ist angenommen.
done-refuse_approval = Sie haben nicht freigegeben.
done-pay_again = Eine neue Zahlungsseite wird vorbereitet.
done-renew = Das Geschäft ist wieder offen. Der Verkäufer kann die Zahlung anfordern.
done-claim_delivery = Notiert. Der Käufer kann zwei Tage lang widersprechen.
done-contest_delivery = Notiert: nicht angekommen.
done-accept_part = Sie haben diesen Teil angenommen. Der Verkäufer wird dafür bezahlt.
done-evidence = Ihre Beweise sind in der Akte.
done-settlement = Ihr Vorschlag liegt der anderen Seite vor.
done-agree_to_settlement = Sie haben dem Vergleich zugestimmt. Er wird ausgeführt.
done-ask_for_evidence = Beide Seiten wurden um Beweise gebeten.
done-order_return = Die Rücksendung ist angeordnet.
done-return = Notiert: zurückgesandt.
done-confirm_return = Notiert: Die Ware ist zurück. Der Käufer bekommt sein Geld erstattet.
done-confirm_ruling = Die Entscheidung ist bestätigt und veröffentlicht.
done-reject_ruling = Die Entscheidung wurde nicht bestätigt.
done-appeal = Ihr Einspruch ist in der Akte. Ein anderer Moderator sieht ihn sich an.
done-repeat_refund = Die Erstattung ist wieder unterwegs.
done-freeze = Das Geschäft ist angehalten.
done-unfreeze = Notiert. Ein zweiter Betreiber muss zustimmen, bevor es weitergeht.
done-cancel = Sie haben um Stornierung gebeten.
done-extension = Sie haben um mehr Zeit gebeten.
done-dispute = Der Streitfall ist eröffnet, das Geld ist gesperrt.
done-answer = Ihre Antwort ist in der Akte.
done-rule = Die Entscheidung ist veröffentlicht.

## Mitarbeitende
invite-title = Jemanden einladen
invite-code = Die eingeladene Person schreibt mir: beitreten { $code } und ihren Namen
invite-hint = Der Code gilt einmal und einen Tag lang. Sie können eine Rolle (owner, trader, signatory, viewer) und ein Limit nennen, zum Beispiel: einladen trader 5000

## Profil
profile-title = Profil
profile-none = Sie sind noch nicht beigetreten.
payout-account-ready = bereit
payout-account-none = noch nicht verbunden

## Moderation
queue-title = Offene Fälle
queue-empty = Keine offenen Fälle.
dispute-open = offen
dispute-in_progress = bei einem Moderator
dispute-decided = entschieden
dispute-resolved = abgeschlossen
case-code = Fall { $code }
case-somebody = vergeben
reason-not_delivered = Nicht geliefert
reason-damaged = Beschädigt
reason-not_as_agreed = Nicht wie vereinbart
reason-fraud = Betrug
reason-other = Etwas anderes
outcome-release = Verkäufer bezahlen
outcome-refund = Käufer erstatten
outcome-split = Teilen

## Die Seite nach dem Bezahlen
page-paid = Vielen Dank
page-paid-words = Sie können diese Seite schließen. Ihr Chat zeigt, wie es weitergeht.
page-not-paid = Nicht bezahlt
page-not-paid-words = Es wurde nichts abgebucht. Sie können später bezahlen, aus dem Geschäft in Ihrem Chat.

## Das Befehlsmenü
menu-start = Willkommen, und was Sie jetzt tun können
menu-browse = Ansehen, was zum Verkauf steht
menu-deals = Ihre Geschäfte
menu-sell = Etwas zum Verkauf anbieten
menu-listings = Ihre Inserate
menu-ship = Versand melden: Geschäft, Spediteur, Sendungsnummer
menu-profile = Ihr Unternehmen und Ihre Adresse
menu-help = So läuft ein Geschäft ab
menu-cancel = Ein Formular verlassen
