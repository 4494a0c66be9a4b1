# What somebody needs who would otherwise stand before a closed door.
error-already-member = You already trade for { $company }. Everybody trades for one company only: an owner of { $company } has to remove you there before you can join another.
invite-rights = Whoever uses it joins as: { $rights }
approvals-title = Waiting for approval
approvals-none = Nothing waits for the approval of your company now.
problem-above-open = Only { $left } are left to ship.
ship-left = Still to be shipped: { $goods }
offer-hint-line = You can also say it all in one line, for example: 50 @ 39.50 DAP Hamburg, 2 weeks
usage-more-dispute = For goods that did not come, came damaged or are not what was agreed, as long as the money is held. You choose a reason, say in your own words what is wrong and may send photos; you see it all once more before it is opened. The money then stays where it is. The other side answers; you can settle it among yourselves, otherwise a moderator decides. Either: “dispute” and the code of the deal, or the button on the deal’s card.
