## Der Vertrag
agreement-heading = Der Vertrag

## Bedingungen des Vertrags
paper-incoterm = { $delivery } (Incoterms 2020)
paper-freight-payer = Fracht zahlt
paper-freight-on-top = der Käufer, als Teil des Gesamtbetrags
paper-freight-buyer = der Käufer, an den Spediteur, neben dem Gesamtbetrag
paper-freight-seller = der Verkäufer, im Preis enthalten
paper-freight-incoterm = die Partei, die sie nach der Lieferklausel trägt
paper-release = Zahlung je Sendung
paper-release-yes = vereinbart
paper-release-no = nicht vereinbart
paper-tolerance-none = keine
paper-tolerance-more = bis zu { $percent } % mehr, zum selben Gesamtbetrag
paper-clause-shipping = { $days ->
    [one] Der Verkäufer versendet innerhalb von { $days } Tag nach der Bestellung; sie gilt als erteilt, sobald beide unterschrieben haben und das Geld gehalten wird. Danach kann der Käufer stornieren, was nicht versandt ist, es sei denn, beide haben mehr Zeit vereinbart.
   *[other] Der Verkäufer versendet innerhalb von { $days } Tagen nach der Bestellung; sie gilt als erteilt, sobald beide unterschrieben haben und das Geld gehalten wird. Danach kann der Käufer stornieren, was nicht versandt ist, es sei denn, beide haben mehr Zeit vereinbart.
}
paper-clause-parts-yes = Jede Sendung wird für sich bezahlt: Nimmt der Käufer sie an oder endet ihre Prüffrist, ohne dass er sich äußert, wird ihr Anteil am Gesamtbetrag an den Verkäufer ausgezahlt.
paper-clause-parts-no = Der Verkäufer wird einmal bezahlt, für alles zusammen: Die Annahme einer einzelnen Sendung gibt kein Geld frei.
problem-mistyped-tax-id = { $number } kann nicht stimmen: Prüfziffer oder Länge passt nicht. Bitte vergleichen Sie die Nummer mit Ihren Unterlagen.
