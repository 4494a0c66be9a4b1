## Looking for goods
button-find = Search
button-everything = Everything
button-saved-searches = Saved searches
button-previous = ‹ Previous
button-filter = Filter
button-save-search = Save, tell me of new ones
button-stop-alerts = Stop telling me
button-show-all = Show all
button-forget-search = Forget { $number }
button-share = Share
everything-title = Everything on sale
search-title-in = “{ $words }” in { $category }
search-corrected = Nothing was found for exactly that. These are the results for “{ $words }”.
search-saved = Saved. I will tell you when something new matches, at most once an hour.
search-hushed = I will not tell you about this search any more. It stays saved.
filter-title = Filter
filter-none = No filter is set.
filter-hint = One press each. You can also type, for example: browse steel under 50, min 10, from Germany
filter-price-between = { $low } to { $high }
filter-price-up-to = up to { $high }
filter-price-from = from { $low }
filter-min-order = minimum order up to { $number }
filter-ships-from = from { $place }
filter-any-price = Any price
filter-any-minimum = Any minimum
filter-anywhere = From anywhere
find-title = Search
find-ask = What are you looking for?
find-ask-label = Words
saved-title = Saved searches
saved-none = You have saved no search yet. Look for something, and press “Save” below the results.
saved-tells = tells you of new ones
saved-silent = silent
alert-news = { $count ->
    [one] There is something new for a search of yours.
   *[other] There are { $count } new listings for a search of yours.
}

## A listing
fact-ships-from = Ships from
listing-removed = This listing was removed.
listing-is-removed = Removed. Deals that are under way go on.
listing-is-paused = paused
listing-left = { $quantity } left
button-change-listing = Change
button-photo = New photo
button-remove-listing = Remove
button-remove-for-good = Yes, remove it
confirm-remove-listing = Nobody will find this listing any more. Deals that are under way go on as agreed.
share-title = Share this listing
share-telegram = With the button you can send the link in Telegram. Whoever opens it sees the listing at once.
share-slack = In Slack, type
button-share-link = Send the link
button-open-link = Open the link
listing-title = Change the listing
button-save = Save
photo-title = New photo
photo-ask = Send the photo now. It replaces the one that is shown.
photo-ask-label = Photo
sell-photo-taken = I have the photo.
sell-ask-ships-from = Where does it ship from? A town and a country.
sell-ask-ships-from-label = Ships from
sell-ask-days = Within how many days after the order does it ship?
sell-ask-days-label = Ships within days

## Product files
button-template = File for many (CSV)
template-title = Many listings at once
template-how = Fill in this file in any spreadsheet, keep the first line, and send it back to me as CSV. Before anything happens I show you what it would change. The same article number again changes that listing.
upload-being-read = I am reading the file. The preview comes in a moment.
upload-under-way = I am importing it. The result comes in a moment.
upload-too-big = That file is too big. Please send at most 5 MB at a time.
upload-unreadable = I can not read this file any more. Please send it again.
upload-would = This would add { $added } and change { $updated } listings. Nothing has happened yet.
upload-did = Done: { $added } added, { $updated } changed.
upload-unchanged = { $count ->
    [one] One line is as it was already.
   *[other] { $count } lines are as they were already.
}
upload-refused = { $count ->
    [one] One line can not be used:
   *[other] { $count } lines can not be used. The first of them:
}
upload-line = Line { $number }
button-import = Import { $count }

## Categories, for operators
tree-title = Category tree
tree-below = { $count ->
    [one] One category below.
   *[other] { $count } categories below.
}
button-add-category = Add one here
button-rename = Rename
button-move = Move
button-remove = Remove
category-add-title = New category
category-rename-title = Rename the category
category-move-title = Move the category
category-ask-name = What is it called?
category-ask-name-label = Name
category-ask-parent = Below which one?
category-ask-parent-label = Below
category-top = At the top
category-removed = { $name } is removed.
button-digital = These are digital goods
button-not-digital = Not digital goods
category-is-digital = Digital goods, also in everything below: no payment page is offered for them in Telegram.
digital-not-paid-here = Digital goods can not be paid from Telegram, whose terms allow only its own Stars for them. Connect a Slack account under Settings and pay there; nothing is lost if you do not pay in time.
error-category-in-use = There are listings or categories in it. Move them first.
problem-duplicate-name = There is one of this name already.
problem-inside-itself = A category can not be inside itself.
problem-not-a-photo = Please send a photo, not words.
