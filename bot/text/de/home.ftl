# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] Es gibt eine Neuigkeit
   *[other] Es gibt { $count } Neuigkeiten
}
digest-message = Die andere Seite hat Ihnen geschrieben.
