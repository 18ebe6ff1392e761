## Bodies and units
adm-bodies = Bodies
adm-bodies-lead = Who takes part in the safety of the city. The code of a body stands in addresses and does not change.
adm-body = Body
adm-body-new = Add a body
adm-units = Units
adm-units-none = The body has no units. Add a station or a section.
adm-unit = Unit
adm-unit-new = Add a unit
adm-whole-body = the whole body
adm-edit = Edit
adm-edit-title = Edit: { $name }
adm-save = Save
adm-back = Back
adm-choose = Choose from the list.
adm-all = all
adm-filter = Search the list
adm-filter-button = Search
adm-since = since { $from }
adm-from-to = { $from } – { $to }
adm-yes = yes
adm-no = no

## Posts
adm-posts = Posts
adm-posts-lead = A post exists without a holder. The public sees a post that belongs to a territory.
adm-posts-none = The body has no posts.
adm-post = Post
adm-post-new = Add a post
adm-not-public = not shown to the public
adm-vacant = vacant
adm-holder = Holder
adm-deputy = Deputy
adm-as = As
adm-holdings = Who holds and held the post
adm-holdings-none = Nobody has held the post yet.
adm-holding-new = Fill the post
adm-holding-title = Fill: { $post }
adm-holding-button = Fill
adm-now = now
adm-end = End
adm-end-button = End
adm-last-day-of = Last day: { $name }

## People
adm-people = People
adm-people-lead = Who signs in, for which body and in which role.
adm-person = Person
adm-person-new = Add a person
adm-person-new-lead = You make an account without a password. Then add a role and send an invitation.
adm-roles = Roles
adm-roles-none = The person has no role. Without one they see nothing here.
adm-role-new = Add a role
adm-role-title = Add a role: { $name }
adm-role-lead = Whoever keeps people and roles cannot hold a role that sees cases. This holds across bodies.
adm-role-button = Add the role
adm-account = Account
adm-invite = Send an invitation
adm-invite-lead = An invitation is a link by which the person sets a password. Earlier links stop working.
adm-invited = You see the link only now. Hand it over in a safe way.
adm-invited-sent = We have sent it to { $to }.
adm-invitation-subject = Invitation to Okrsek – { $city }
adm-block = Block signing in
adm-block-lead = The person is signed out at once and cannot sign in until unblocked. Roles and posts stay.
adm-unblock = Unblock signing in
adm-unblock-lead = Signing in is blocked.
adm-leave = The person leaves
adm-leave-lead = Roles and posts end today, the posts become vacant. The name stays in the audit trail. This cannot be undone.
adm-leave-button = End the account
adm-has-left = The account has ended. The name stays for the audit trail.

## Fields
adm-field-name-cs = Name in Czech
adm-field-name-en = Name in English
adm-field-name-uk = Name in Ukrainian
adm-field-code = Code
adm-hint-code = Small letters, digits, hyphen or dot: odbor-bezpecnosti
adm-field-kind = Kind of body
adm-field-seat = Seat
adm-field-email = E-mail
adm-field-phone = Phone
adm-field-validity = Validity
adm-field-from = Valid from
adm-field-to = Valid to
adm-hint-to = Last day; empty means without an end.
adm-field-parent = Unit above
adm-field-unit = Unit
adm-field-place = Body or unit
adm-hint-place = A role in a unit holds for the units below it too. Administrator, auditor and analyst have a role for the whole body.
adm-field-territory = Territory the public sees it for
adm-field-person = Person
adm-field-person-name = Name
adm-field-login = Login
adm-hint-login = Small letters and a dot: eva.smyslena. It does not change later.
adm-field-language = Language of letters
adm-field-deputy = Is a deputy, not the holder
adm-field-role = Role
adm-field-state = State
adm-field-created = Account made
adm-field-ended = Account ended
adm-field-reason = Reason
adm-hint-reason = What is happening and why your usual rights are not enough. Whoever reviews it will read this.
adm-field-reference = Case number
adm-field-minutes = For how long

## Refusals
adm-date-expected = Enter a date.
adm-conflict-lead = Somebody else has changed it meanwhile. Your change was not saved and nothing is lost.
adm-conflict-theirs = What is saved now
adm-conflict-yours = Your version. Saving it replaces what is above.
refusal-adm-conflict = Somebody else has changed it meanwhile. We changed nothing. Open the page again.
refusal-adm-date-expected = The last day is missing. We changed nothing. Go back and enter it.
refusal-adm-verdict = Choose whether the access was justified. We changed nothing.
refusal-adm-cannot-invite = Only a person who is not blocked and has not left can be invited. We changed nothing.
refusal-adm-no-mailbox = This person already uses their account and has no e-mail address here, so there is nowhere to send the link. We changed nothing. Add an address, or ask the operator for okrsek user invite.
refusal-access-bad-code = A code has small letters, digits, hyphens and dots between them, 60 characters at most.
refusal-access-taken-code = Somebody has this code already. Choose another one.
refusal-access-empty = This field cannot be empty.
refusal-access-bad-validity = The last day must not be before the first and cannot change the past.
refusal-access-bad-unit = The unit does not fit here: it is of another body, lies below this unit, or the role cannot be limited to a unit.
refusal-access-last-administrator = Nobody else would be left to keep people and roles. First appoint another administrator.
refusal-access-separation = Keeping roles does not go with a role that sees content or reads the trail. One person cannot have both.
refusal-access-own-roles = Nobody changes their own roles or account. Ask another administrator.
refusal-access-twice = The person has it already at that time.
refusal-access-post-held = Somebody else holds the post at that time. First end that.
refusal-access-person-ended = The account of this person has ended.
refusal-access-emergency-length = An emergency access lasts from one minute to one hour.
refusal-access-emergency-open = You have an emergency access open already.
refusal-access-emergency-judged = The access is still open, has been judged already, or is your own. We changed nothing.
refusal-access-step-up = First show your second factor. We changed nothing.
adm-invitation-text =
    Good day, { $name },

    you have an account in Okrsek ({ $city }). Your login: { $login }

    Set your password here:
    { $link }

    The link holds until { $until } and works once. If you know of no account, delete this letter; nobody can sign in without a password.
