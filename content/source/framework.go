package source

// Framework returns the name of a framework for machine learning that Hugging Face's courses call by a key; "" if it is none.
// https://github.com/huggingface/doc-builder
func Framework(key string) string {
	switch key {
	case "pt":
		return "PyTorch"
	case "tf":
		return "TensorFlow"
	case "flax", "jax":
		return "JAX"
	}
	return ""
}
