## Eine Rücksendung, die vorgeschlagen ist oder die niemand mehr will
act-give_up_return = Keine Rücksendung
confirm-give_up_return = Wollen Sie die Rücksendung nicht mehr? Sagt das auch die andere Seite, entfällt sie, und der Moderator entscheidet neu.
done-give_up_return = Notiert. Die Rücksendung entfällt, sobald auch die andere Seite das sagt.
act-call_off_return = Rücksendung absagen
confirm-call_off_return = Die Rücksendung absagen? Dann ist nichts entschieden, es fließt kein Geld, und Sie entscheiden neu.
done-call_off_return = Die Rücksendung entfällt. Sie entscheiden neu.
return-unwanted = { $who } will die Rücksendung nicht mehr.
ruling-is-proposed = Eine Entscheidung ist vorgeschlagen und wartet auf einen zweiten Moderator. Noch ist nichts entschieden.
done-proposed = Ihre Entscheidung ist vorgeschlagen. Beide Seiten lesen sie, sobald ein zweiter Moderator sie bestätigt hat.
notice-ruling-proposed = Für diesen Fall ist eine Entscheidung vorgeschlagen. Ein zweiter Moderator muss sie bestätigen.
notice-return-unwanted = Die andere Seite will die Rücksendung nicht mehr. Sind Sie einverstanden, drücken Sie „Keine Rücksendung“.
notice-return-called-off = Die Ware muss nicht zurück. Der Moderator entscheidet neu.
