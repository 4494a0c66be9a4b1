# Names that can be mistaken for others.
names-title = Look-alike name { $code }
names-official = It can be taken for the market’s own or for its staff.
names-alike = It can be mistaken for:
names-record = here since { $since } · { $deals ->
    [one] { $deals } completed deal
   *[other] { $deals } completed deals
}
names-says = The company says:
names-wish = It asks to be called
names-more = { $count ->
    [one] and { $count } more company
   *[other] and { $count } more companies
}
names-on-hold = on hold
names-not-looked = The name that it asks for is still being compared with the others.
names-are-stands = A moderator lets the name stand.
names-are-held = On hold: the company can not list, offer or accept until it has another name. It has been told.
names-are-renamed = It asks for another name. Until a moderator releases it, it keeps the one that it has, and stays on hold.
names-are-explained = On hold: it says why it should keep its name. A moderator decides.
names-waits-open = its name can be mistaken
names-waits-renamed = asks for another name
names-waits-explained = says why it should keep its name
button-name-stands = Let it stand
button-name-hold = Hold this company
button-name-release = Release
button-name-hold-other = Hold { $company }
button-name-release-other = Release { $company }
button-name-card = The company’s name
button-rename-company = Change the name
rename-company-ask = What shall your company be called? A moderator looks at the new name; until then it keeps the old one.
rename-company-ask-label = New name
rename-company-why = What should the moderators know? Whoever wants to keep the name says here why it is theirs.
rename-company-why-label = To the moderators
done-explained = The moderators read what you wrote. Until one of them has released your company, it can not list, offer or accept; deals that are under way go on.
done-rename = Your company asks to be called { $name }. Until a moderator has looked at that it is called { $present } to everybody; then it has the new name and can list, offer and accept again.
note-name-held = The name of your company can be mistaken for another company’s or for the market’s own. Until it has another name and a moderator has looked at it, it can not list, offer or accept; deals that are under way go on. An owner changes the name here, or says why it is yours.
note-name-released = A moderator has looked at the name of your company: it can list, offer and accept again.
error-name-held = The name of your company can be mistaken: until it has another one and a moderator has looked at it, it can not list, offer or accept, nor ask for payment. An owner changes it under “company”.
error-other-name-held = Moderators want another name of that company: until they have looked at it, nothing is offered to it or accepted from it, and no payment to it is begun. Deals that are under way go on.
problem-same-name = That is its name already. To keep it, please say why it is yours.
