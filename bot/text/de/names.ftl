# Namen, die man verwechseln kann.
names-title = Ähnlicher Name { $code }
names-official = Er kann für den des Marktes oder seiner Mitarbeiter gehalten werden.
names-alike = Er kann verwechselt werden mit:
names-record = hier seit { $since } · { $deals ->
    [one] { $deals } abgeschlossenes Geschäft
   *[other] { $deals } abgeschlossene Geschäfte
}
names-says = Die Firma sagt:
names-wish = Sie möchte heißen
names-more = { $count ->
    [one] und { $count } weitere Firma
   *[other] und { $count } weitere Firmen
}
names-on-hold = angehalten
names-not-looked = Der gewünschte Name wird noch mit den anderen verglichen.
names-are-stands = Ein Moderator lässt den Namen stehen.
names-are-held = Angehalten: Die Firma kann nichts einstellen, anbieten oder annehmen, bis sie anders heißt. Sie weiß Bescheid.
names-are-renamed = Sie möchte anders heißen. Bis ein Moderator sie freigibt, behält sie ihren Namen und bleibt angehalten.
names-are-explained = Angehalten: Sie sagt, warum sie ihren Namen behalten sollte. Ein Moderator entscheidet.
names-waits-open = der Name ist verwechselbar
names-waits-renamed = möchte anders heißen
names-waits-explained = sagt, warum sie ihren Namen behalten sollte
button-name-stands = Stehen lassen
button-name-hold = Diese Firma anhalten
button-name-release = Freigeben
button-name-hold-other = { $company } anhalten
button-name-release-other = { $company } freigeben
button-name-card = Name der Firma
button-rename-company = Namen ändern
rename-company-ask = Wie soll Ihre Firma heißen? Ein Moderator sieht sich den neuen Namen an; bis dahin behält sie den alten.
rename-company-ask-label = Neuer Name
rename-company-why = Was sollen die Moderatoren wissen? Wer den Namen behalten möchte, sagt hier, warum er der eigene ist.
rename-company-why-label = An die Moderatoren
done-explained = Die Moderatoren lesen, was Sie geschrieben haben. Bis einer von ihnen Ihre Firma freigibt, kann sie nichts einstellen, anbieten oder annehmen; laufende Geschäfte gehen weiter.
done-rename = Ihre Firma möchte { $name } heißen. Bis ein Moderator sich das angesehen hat, heißt sie für alle { $present }; danach trägt sie den neuen Namen und kann wieder einstellen, anbieten und annehmen.
note-name-held = Der Name Ihrer Firma kann mit dem einer anderen oder mit dem des Marktes verwechselt werden. Bis sie anders heißt und ein Moderator den Namen angesehen hat, kann sie nichts einstellen, anbieten oder annehmen; laufende Geschäfte gehen weiter. Ein Inhaber ändert den Namen hier oder sagt, warum er Ihrer ist.
note-name-released = Ein Moderator hat sich den Namen Ihrer Firma angesehen: Sie kann wieder einstellen, anbieten und annehmen.
error-name-held = Der Name Ihrer Firma ist verwechselbar: Bis ein Moderator einen anderen angesehen hat, kann sie nichts einstellen, anbieten, annehmen oder abrechnen. Ein Inhaber ändert ihn unter „company“.
error-other-name-held = Die Moderatoren verlangen von dieser Firma einen anderen Namen: Bis sie ihn angesehen haben, sind Angebote, Annahmen und neue Zahlungen mit ihr nicht möglich. Laufende Geschäfte gehen weiter.
problem-same-name = So heißt sie schon. Um den Namen zu behalten, sagen Sie bitte, warum er Ihrer ist.
