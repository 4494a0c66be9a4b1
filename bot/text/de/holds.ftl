# Ein Geschäft, während die Moderatoren eine der Firmen wegen ihres Namens anhalten.
deal-held-talks = Der Name von { $name } ist verwechselbar, und die Moderatoren sehen ihn sich an. Bis sie entschieden haben, kann hier nichts angeboten oder angenommen werden; ablehnen, zurückziehen oder die Verhandlung beenden können Sie jederzeit.
deal-held-pay = Der Name von { $name } ist verwechselbar, und die Moderatoren sehen ihn sich an. Bis sie entschieden haben, kann die Firma keine Zahlung von Ihnen verlangen. Vergewissern Sie sich, mit wem Sie es zu tun haben, bevor Sie zahlen.
deal-held-on = Der Name von { $name } ist verwechselbar, und die Moderatoren sehen ihn sich an. Dieses Geschäft geht weiter wie vereinbart, und mit einbehaltenem Geld geschieht nichts. Vergewissern Sie sich, mit wem Sie es zu tun haben.
notice-other-held = Der Name der anderen Seite ist verwechselbar, und die Moderatoren sehen ihn sich an. Vergewissern Sie sich, mit wem Sie es zu tun haben; auf der Karte steht, was weitergeht und was wartet.
notice-other-released = Die Moderatoren haben den Namen der anderen Seite angesehen: Dieses Geschäft geht ohne Einschränkung weiter.
