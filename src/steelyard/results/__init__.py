"""The result tables of the contract, one file each: from arrays to Arrow."""
