# Reported listings that moderators take down.
button-take-down = Take it down
button-put-back = Put it back
take-down-ask = Why is the listing taken down? Its seller is told this reason. Deals that are under way go on.
report-taken-down = Taken down: { $reason }
listing-taken-down = A moderator took this listing down: { $reason }. Buyers do not find it any more; deals that are under way go on.
listing-is-taken-down = taken down
taken-down-forbidden = These goods may not be traded here
taken-down-misleading = The description misleads
taken-down-counterfeit = Counterfeit, or a brand of others
taken-down-outside = Leads around protected payment
taken-down-other = Against the rules of this market
listing-note-taken-down = A moderator took your listing “{ $listing }” down: { $reason }. Nobody finds it or makes offers for it any more, and only the moderators can put it back. Deals that are under way go on.
listing-note-put-back = A moderator put your listing “{ $listing }” back as it was.
button-see-listing = See the listing
error-taken-down = A moderator took this listing down. Only the moderators can put it back.
