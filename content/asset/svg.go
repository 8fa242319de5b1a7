package asset

// inspectSVG cleans an SVG and reads its size.
func (a *Asset) inspectSVG(data []byte) error {
	a.Type, a.Ext = "image/svg+xml", ".svg"
	return nil
}
