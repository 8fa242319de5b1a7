package asset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"net/http"
	"path"
	"strings"

	_ "golang.org/x/image/webp"
)

// typeByExt has the media types of files that courses bring along. The system's own table differs between machines.
var typeByExt = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".svg": "image/svg+xml", ".pdf": "application/pdf", ".zip": "application/zip",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav", ".opus": "audio/ogg",
	".mp4": "video/mp4", ".webm": "video/webm",
	".txt": "text/plain", ".csv": "text/csv", ".md": "text/markdown", ".json": "application/json",
	".ipynb": "application/x-ipynb+json", ".py": "text/x-python", ".r": "text/x-r", ".html": "text/html",
}

// extByType has the usual extension of the types that are known by their bytes.
var extByType = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg",
	"application/pdf": ".pdf", "audio/mpeg": ".mp3", "audio/wave": ".wav", "video/mp4": ".mp4", "video/webm": ".webm",
	"text/vtt": ".vtt",
}

// inspect finds out all that there is to know of a from its bytes.
func (a *Asset) inspect(data []byte) error {
	if isSVG(data) {
		clean, err := a.inspectSVG(data)
		if err != nil {
			return err
		}
		a.fixed, data = clean, clean
	} else if err := a.inspectType(data); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	a.Hash, a.Size = hex.EncodeToString(sum[:]), int64(len(data))
	return nil
}

// inspectType finds the type, and the size of a picture.
func (a *Asset) inspectType(data []byte) error {
	ext := strings.ToLower(path.Ext(a.Path))
	sniffed, _, _ := strings.Cut(http.DetectContentType(data), ";")
	if isVTT(data) {
		sniffed = "text/vtt"
	}
	if known, ok := extByType[sniffed]; ok {
		a.Type, a.Ext = sniffed, known
	} else {
		a.Type, a.Ext = typeByExt[ext], ext
	}
	if a.Type == "" {
		a.Type = "application/octet-stream"
	}
	if !a.IsImage() {
		return nil
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("%w: it cannot be read as a picture", ErrBroken)
	}
	if "image/"+format != a.Type { // a text file by the name of a picture
		return fmt.Errorf("%w: it is no %s picture", ErrBroken, strings.TrimPrefix(a.Type, "image/"))
	}
	a.Width, a.Height = config.Width, config.Height
	return nil
}

// isVTT reports whether data is WebVTT: https://www.w3.org/TR/webvtt1/#file-structure.
func isVTT(data []byte) bool {
	rest, ok := bytes.CutPrefix(bytes.TrimPrefix(data, []byte("\uFEFF")), []byte("WEBVTT"))
	return ok && (len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n"), rest[0]) >= 0)
}

// isSVG reports whether the first element of data is svg.
func isSVG(data []byte) bool {
	head := data[:min(len(data), 4096)]
	i := bytes.Index(head, []byte("<svg"))
	return i >= 0 && !bytes.Contains(bytes.ToLower(head[:i]), []byte("<html"))
}
