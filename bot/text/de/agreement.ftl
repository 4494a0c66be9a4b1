## Der Vertrag
agreement-heading = Der Vertrag
agreement-title = Kaufvertrag { $code }
agreement-parties = Zwischen { $buyer } (Käufer) und { $seller } (Verkäufer).
agreement-goods = 1. Ware: { $quantity } „{ $product }“.
agreement-price = 2. Preis: { $unit_price } je Einheit, Fracht { $freight }, insgesamt { $total }.
agreement-delivery = 3. Lieferung: { $delivery }; Versand ab Bestellung, Frist in Tagen: { $lead }.
agreement-parts = 4. Teillieferungen: { $partial }. Mengentoleranz: { $tolerance } %.
agreement-inspection = 5. Der Käufer prüft die Ware nach der Lieferung und nimmt sie an oder eröffnet einen Streitfall. Frist in Tagen: { $days }. Schweigen gilt als Annahme.
agreement-money = 6. Der Gesamtbetrag wird vom Zahlungsdienstleister des Marktplatzes als { -protection } gehalten und, abzüglich der Provision des Marktplatzes, an den Verkäufer ausgezahlt, sobald der Käufer annimmt oder die Prüffrist endet.
agreement-disputes = 7. Im Streitfall bleibt das Geld gehalten, bis die Parteien sich einigen oder ein Moderator des Marktplatzes entscheidet.
agreement-po = 8. Bestellnummer: { $number }.
agreement-notes = Bemerkungen: { $notes }
