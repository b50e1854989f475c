//! Social networks.

use super::super::super::field::Meaning;
use super::Entry;
use autobolt_shared::profile::SocialNetwork;

const fn network(
    network: SocialNetwork,
    whole: &'static str,
    part: &'static str,
    never: &'static str,
) -> Entry {
    Entry { meaning: Meaning::Social(network), whole, part, weak: "", never }
}

/// A person's own page is not the business's.
const fn personal(network: SocialNetwork) -> Entry {
    Entry {
        meaning: Meaning::Social(network),
        whole: "",
        part: "",
        weak: "",
        never: "founder, founders, maker, makers, personal, ceo, author, Gründer*, persönlich*, fondateur*, fundador*, fondatore, oprichter",
    }
}

/// Words for social network pages.
pub const TABLE: &[Entry] = &[
    network(
        SocialNetwork::Facebook,
        "facebook, fb",
        "facebook, fb url, fb link, fb page, facebook*",
        "login, sign in, share, pixel, app id",
    ),
    network(
        SocialNetwork::Instagram,
        "instagram, insta, ig",
        "instagram, insta url, instagram*",
        "login, share",
    ),
    network(
        SocialNetwork::Twitter,
        "twitter, x, x twitter, twitter x",
        "twitter, x url, x link, url x, x page, x account, x twitter, twitter x, twitter handle, x com, x handle, x profile, twitter*",
        "login, share, card",
    ),
    network(SocialNetwork::Linkedin, "linkedin", "linkedin, linkedin*", "login, share, personal"),
    network(
        SocialNetwork::Youtube,
        "youtube, yt, youtube channel",
        "youtube, youtube channel, youtube*",
        "video, embed, login, vimeo",
    ),
    network(SocialNetwork::Tiktok, "tiktok", "tiktok, tiktok*", "login"),
    network(SocialNetwork::Pinterest, "pinterest", "pinterest, pinterest*", "login, share"),
    network(
        SocialNetwork::Whatsapp,
        "whatsapp, whatsapp number",
        "whatsapp, whatsapp*",
        "share, notify, notification*, updates",
    ),
    network(SocialNetwork::Telegram, "telegram", "telegram, telegram*", "share"),
    network(SocialNetwork::Xing, "xing", "xing, xing*", ""),
    network(SocialNetwork::Yelp, "yelp", "yelp, yelp*", ""),
    network(SocialNetwork::Github, "github", "github, github*", "login, sign in"),
    personal(SocialNetwork::Facebook),
    personal(SocialNetwork::Instagram),
    personal(SocialNetwork::Twitter),
    personal(SocialNetwork::Linkedin),
    personal(SocialNetwork::Tiktok),
    personal(SocialNetwork::Github),
];
