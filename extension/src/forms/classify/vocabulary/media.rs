//! Pictures and films.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for pictures and films.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::Logo,
        whole: "logomarca, marca, Firmenzeichen, sigle, emblem,
               logo, company logo, business logo, icon, Firmenlogo, Logodatei, logotype, logotipo, logo aziendale, bedrijfslogo, thumbnail, avatar, profile picture, profile image, profile photo, Profilbild, brand logo, photo de profil",
        part: "logomarca,
               logo, upload logo, your logo, sube logo, votre logo, uw logo, seu logo, caricare logo,
               logo, logo url, logo upload, Firmenlogo, logotipo, bedrijfslogo, brand icon, thumbnail, profile picture, profile image",
        weak: "image, picture, upload image, Bild, immagine, imagen, afbeelding, imagem",
        never: "background, alt text",
    },
    Entry {
        meaning: Meaning::Photo,
        whole: "screenshot, screenshots, screen shots, pictures of business, business photos, company photos, Aufnahmen, Bildmaterial, captures, captures d'écran, illustrations, capturas, fotografías, fotografía, fotografie, fotografia, galleria fotografica, schermate, foto, schermafbeeldingen, sfeerfoto, fotografia do local, bilder,
               photo, photos, image, images, pictures, picture, gallery, cover, cover image, cover photo, header image, banner, featured image, upload photos, photo gallery, image gallery, listing images, main image
                Foto, Fotos, Bild, Bilder, Galerie, Titelbild, Bildergalerie, Headerbild
                photos, galerie, images, image de couverture, image
                fotos, imágenes, galería, imagen, imagen destacada
                foto, immagini, galleria, immagine di copertina, immagine
                foto's, afbeelding, afbeeldingen, galerij
                fotos, imagens, galeria, imagem",
        part: "Bild, picture, picture business, photograph, photographs,
               screenshot, screenshots, fotografías, fotografía, fotografie, galleria fotografica, sfeerfoto*, capture écran, captures écran, photo boutique, foto, Foto,
               photo, photos, image, images, pictures, gallery, cover image, cover photo, featured image, Fotos, Bilder, Galerie, Titelbild, galería, imágenes, imagen, immagini, galleria, afbeelding*, imagens, galeria, upload image, upload images, add images, listing image",
        weak: "files, select files, upload, attachment, file, media",
        never: "logo, alt, caption, verification, captcha, code, profile, security, avatar, thumbnail, document",
    },
    Entry {
        meaning: Meaning::VideoUrl,
        whole: "video, video url, video link, youtube video, promo video, Video, Video-URL, Videolink, vidéo, lien vidéo, vídeo, enlace de vídeo, link video, url do vídeo, youtube video url, demo video",
        part: "video, video url, video link, youtube video, vimeo, video embed, videourl, Videolink, vidéo, vídeo, videos",
        weak: "",
        never: "upload video file",
    },
];
