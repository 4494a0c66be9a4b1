# News that did not arrive, and notes to the operators.
button-drop = Let it go
dead-title = News that did not arrive
dead-about = About
dead-for = For
dead-since = Since
dead-words = { $count ->
    [one] It was tried once and given up.
   *[other] It was tried { $count } times and given up.
 }
dead-is-waiting = It is being tried again.
dead-is-sent = It has arrived.
dead-is-dropped = It was let go; nobody is told.
button-to-operator = Ask the operator
operator-title = Ask the operator
operator-ask = What should the operators know? Only they read it, and it goes into the case file.
operator-ask-label = Note
operator-asked = Case { $code }: { $who } asks for the operator.
operator-alone = Only operators read this. “Hand over” frees the case, so that somebody else can take it.
done-to-operator = The operators have your note.
case-to-operator = Note to the operator
notice-case-to-operator = The moderator of this case has asked for the operator.
