## A return that is proposed, or that nobody wants any more
act-give_up_return = No return
confirm-give_up_return = Do you no longer want the return? When the other side says so as well, there is none, and the moderator decides anew.
done-give_up_return = Noted. The return is off as soon as the other side says so as well.
act-call_off_return = Call off the return
confirm-call_off_return = Call off the return? Nothing is decided then, no money moves, and you decide anew.
done-call_off_return = The return is off. You decide anew.
return-unwanted = { $who } does not want the return any more.
ruling-is-proposed = A decision is proposed and waits for a second moderator. Nothing is decided yet.
done-proposed = Your decision is proposed. Both sides read it once a second moderator has confirmed it.
notice-ruling-proposed = A decision is proposed for this case. A second moderator has to confirm it.
notice-return-unwanted = The other side does not want the return any more. If you agree, press “No return”.
notice-return-called-off = The goods do not have to go back. The moderator decides anew.
