# What somebody needs who would otherwise stand before a closed door.
error-already-member = Sie handeln bereits für { $company }. Jede Person handelt nur für ein Unternehmen: Bevor Sie einem anderen beitreten, muss ein Inhaber von { $company } Sie dort entfernen.
invite-rights = Wer ihn nutzt, tritt bei als: { $rights }
approvals-title = Wartet auf Freigabe
approvals-none = Derzeit wartet nichts auf die Freigabe Ihres Unternehmens.
problem-above-open = Es sind nur noch { $left } zu versenden.
ship-left = Noch zu versenden: { $goods }
offer-hint-line = Sie können auch alles in einer Zeile schreiben, zum Beispiel: 50 @ 39,50 DAP Hamburg, 2 Wochen
usage-more-dispute = Für Ware, die nicht kam, beschädigt ist oder nicht der Vereinbarung entspricht, solange das Geld verwahrt wird. Sie wählen einen Grund, sagen in eigenen Worten, was nicht stimmt, und können Fotos senden; vor dem Eröffnen sehen Sie alles noch einmal. Das Geld bleibt dann, wo es ist. Die andere Seite antwortet; Sie können sich untereinander einigen, sonst entscheidet ein Moderator. Schreiben Sie das Wort und den Code des Geschäfts, oder nutzen Sie die Schaltfläche auf der Karte.
