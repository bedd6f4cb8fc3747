// Values in, pages out.
