typed-erase = erase
button-erase = Erase my data
erase-title = Erase my data
erase-goes = Your name, address, telephone number, e-mail, chats, searches and unfinished answers go, and the key under which they were kept is destroyed: older copies can not be read either.
erase-stays = What the law wants kept stays without your name on our cards: signed agreements, payments, and what was written in deals.
erase-final = Nobody can undo this. Your company is closed when nobody else is in it.
erase-done = You are erased here. Whoever writes from this chat is a stranger to us.
error-erasure-blocked = { $why ->
    [staff] Staff can not be erased. Ask an operator to take your role away first.
   *[deals] There are open deals in which nobody else acts for your company. End them first.
}
