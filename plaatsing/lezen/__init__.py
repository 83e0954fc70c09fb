"""Read and write the files of a case, and name what is wrong in them."""
