/** The media type of a file by the end of its name. */

const BY_EXTENSION = new Map(
  Object.entries({
    'application/epub+zip': 'epub',
    'application/gzip': 'gz tgz',
    'application/java-archive': 'jar',
    'application/json': 'json ipynb',
    'application/msword': 'doc dot',
    'application/pdf': 'pdf',
    'application/postscript': 'ps eps ai',
    'application/rtf': 'rtf',
    'application/vnd.ms-excel': 'xls xlt',
    'application/vnd.ms-powerpoint': 'ppt pps pot',
    'application/vnd.oasis.opendocument.presentation': 'odp',
    'application/vnd.oasis.opendocument.spreadsheet': 'ods',
    'application/vnd.oasis.opendocument.text': 'odt',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx ppsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx dotx',
    'application/wasm': 'wasm',
    'application/x-7z-compressed': '7z',
    'application/x-bzip2': 'bz2',
    'application/x-shockwave-flash': 'swf',
    'application/x-tar': 'tar',
    'application/x-tex': 'tex',
    'application/xhtml+xml': 'xhtml xht',
    'application/xml': 'xml xsd xsl qti',
    'application/zip': 'zip h5p imscc',
    'audio/aac': 'aac',
    'audio/flac': 'flac',
    'audio/midi': 'mid midi',
    'audio/mp4': 'm4a',
    'audio/mpeg': 'mp3',
    'audio/ogg': 'oga ogg opus',
    'audio/wav': 'wav',
    'audio/x-ms-wma': 'wma',
    'font/otf': 'otf',
    'font/ttf': 'ttf',
    'font/woff': 'woff',
    'font/woff2': 'woff2',
    'image/avif': 'avif',
    'image/bmp': 'bmp',
    'image/gif': 'gif',
    'image/heic': 'heic',
    'image/jpeg': 'jpg jpeg jpe',
    'image/png': 'png',
    'image/svg+xml': 'svg',
    'image/tiff': 'tif tiff',
    'image/vnd.microsoft.icon': 'ico',
    'image/webp': 'webp',
    'model/gltf-binary': 'glb',
    'text/calendar': 'ics',
    'text/css': 'css',
    'text/csv': 'csv',
    'text/html': 'html htm',
    'text/javascript': 'js mjs',
    'text/markdown': 'md markdown',
    'text/plain': 'txt text log',
    'text/tab-separated-values': 'tsv',
    'text/vtt': 'vtt',
    'text/x-python': 'py',
    'application/x-subrip': 'srt',
    'video/3gpp': '3gp',
    'video/mp4': 'mp4 m4v',
    'video/mpeg': 'mpg mpeg',
    'video/ogg': 'ogv',
    'video/quicktime': 'mov qt',
    'video/webm': 'webm',
    'video/x-flv': 'flv',
    'video/x-matroska': 'mkv',
    'video/x-ms-wmv': 'wmv',
    'video/x-msvideo': 'avi',
  }).flatMap(([type, extensions]) => extensions.split(' ').map((extension) => [extension, type] as const)),
);

/** `application/octet-stream` when the name tells nothing. */
export function mediaTypeOf(path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  return BY_EXTENSION.get(extension ?? '') ?? 'application/octet-stream';
}

const HTML_TYPES = new Set(['text/html', 'application/xhtml+xml']);

/** Whether a file is an HTML page by its name. */
export function isHtmlPath(path: string): boolean {
  return HTML_TYPES.has(mediaTypeOf(path));
}
